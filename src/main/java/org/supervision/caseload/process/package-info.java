/** Asks the decision table of case coverage. */
@NullMarked
package org.supervision.caseload.process;

import org.jspecify.annotations.NullMarked;
