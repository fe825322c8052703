/** The process of a change of supervisor and its forms. */
@NullMarked
package org.supervision.handover.process;

import org.jspecify.annotations.NullMarked;
