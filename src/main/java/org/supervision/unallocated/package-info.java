/** Supervisees without a supervisor: an interim one soon, a permanent one in time, and the Service Manager after that (B8). */
@NullMarked
package org.supervision.unallocated;

import org.jspecify.annotations.NullMarked;
