/** Showing records to somebody who is no party to them: who must agree, what is shown, to whom, until when (A6.2, A6.3, B6). */
@NullMarked
package org.supervision.disclosure;

import org.jspecify.annotations.NullMarked;
