/** How much the product asks of its database and how fast it is: the tools for it, and the benchmark of {@code -Pbench}. */
@NullMarked
package org.supervision.bench;

import org.jspecify.annotations.NullMarked;
