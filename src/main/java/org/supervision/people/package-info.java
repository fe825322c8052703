/** Who works here, who manages whom, since when: the product's own directory. Sign-ins and groups are the engine's. */
@NullMarked
package org.supervision.people;

import org.jspecify.annotations.NullMarked;
