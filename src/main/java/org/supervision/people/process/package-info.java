/** Adapters between the directory of people and the engine. */
@NullMarked
package org.supervision.people.process;

import org.jspecify.annotations.NullMarked;
