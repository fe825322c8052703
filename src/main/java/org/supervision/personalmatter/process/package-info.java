/** The process of a personal matter: what its model asks, and its forms. */
@NullMarked
package org.supervision.personalmatter.process;

import org.jspecify.annotations.NullMarked;
