/** Adapters between the compliance report and the process that drives it. */
@NullMarked
package org.supervision.compliance.process;

import org.jspecify.annotations.NullMarked;
