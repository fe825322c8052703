/** The engine and what guards it: clock, deployment, model beans, variables. */
@NullMarked
package org.supervision.engine;

import org.jspecify.annotations.NullMarked;
