/** How long things are kept, what keeps them longer, and what goes when its time is over (A6.3, B6). */
@NullMarked
package org.supervision.retention;

import org.jspecify.annotations.NullMarked;
