/** How much the product may ask of its database: statements by deed, and no plan that reads a whole table that grows. */
@NullMarked
package org.supervision.budget;

import org.jspecify.annotations.NullMarked;
