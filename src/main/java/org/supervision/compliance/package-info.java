/** The month's numbers: what was held, recorded and signed, and what was not (B, A2.4, A6.1, A7.2). */
@NullMarked
package org.supervision.compliance;

import org.jspecify.annotations.NullMarked;
