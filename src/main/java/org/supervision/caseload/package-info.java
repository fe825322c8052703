/** Each supervisee's cases and pieces of work, and which of them supervision should look at (B7). */
@NullMarked
package org.supervision.caseload;

import org.jspecify.annotations.NullMarked;
