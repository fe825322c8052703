/** The signed agreement between a supervisor and a supervisee: its terms, its life, and what follows from it. */
@NullMarked
package org.supervision.agreement;

import org.jspecify.annotations.NullMarked;
