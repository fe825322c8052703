/** The process of a supervisee without a supervisor and its forms. */
@NullMarked
package org.supervision.unallocated.process;

import org.jspecify.annotations.NullMarked;
