/** The process of cover for an absence: what its model asks, and its forms. */
@NullMarked
package org.supervision.absence.process;

import org.jspecify.annotations.NullMarked;
