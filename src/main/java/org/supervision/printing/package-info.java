/** Makes printable documents, as tagged PDF that screen readers follow, from the product's own templates. */
@NullMarked
package org.supervision.printing;

import org.jspecify.annotations.NullMarked;
