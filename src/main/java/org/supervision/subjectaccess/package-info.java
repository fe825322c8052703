/** Somebody's request for their own data: its month, what is held, what is left out of it, and the answer (C32, D5). */
@NullMarked
package org.supervision.subjectaccess;

import org.jspecify.annotations.NullMarked;
