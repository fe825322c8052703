/** The process of a request for one's own data: what its model asks and its forms. */
@NullMarked
package org.supervision.subjectaccess.process;

import org.jspecify.annotations.NullMarked;
