/** Hand-overs: the supervisor of an agreement changes on a day, and everything that is open goes to the new one (B6). */
@NullMarked
package org.supervision.handover;

import org.jspecify.annotations.NullMarked;
