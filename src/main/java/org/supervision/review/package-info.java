/** The six-monthly review of an agreement: prepared by both, held, confirmed, and what follows from it. */
@NullMarked
package org.supervision.review;

import org.jspecify.annotations.NullMarked;
