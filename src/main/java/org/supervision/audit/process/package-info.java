/** Adapters between audits and the process that drives them. */
@NullMarked
package org.supervision.audit.process;

import org.jspecify.annotations.NullMarked;
