/** Disagreements that the two could not resolve: a last attempt, and the decision of a manager (A7). */
@NullMarked
package org.supervision.disagreement;

import org.jspecify.annotations.NullMarked;
