/** The process of a disagreement that was referred: what its model asks, and its forms. */
@NullMarked
package org.supervision.disagreement.process;

import org.jspecify.annotations.NullMarked;
