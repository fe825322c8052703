/** How our own tables are read and written, the same on H2 and PostgreSQL. */
@NullMarked
package org.supervision.persistence;

import org.jspecify.annotations.NullMarked;
