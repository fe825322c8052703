/** Adapters between disposal and the process that drives it. */
@NullMarked
package org.supervision.retention.process;

import org.jspecify.annotations.NullMarked;
