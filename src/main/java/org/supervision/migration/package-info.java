/** Which version of the product a database is of. */
@org.jspecify.annotations.NullMarked
package org.supervision.migration;
