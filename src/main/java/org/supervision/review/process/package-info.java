/** The review's process: what its model calls, and the forms of its tasks. */
@NullMarked
package org.supervision.review.process;

import org.jspecify.annotations.NullMarked;
