/** The processes that deliver mail and run the daily sweep. */
@NullMarked
package org.supervision.notification.process;

import org.jspecify.annotations.NullMarked;
