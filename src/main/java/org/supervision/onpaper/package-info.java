/** Agreements that were signed on paper before, from a file (F11). */
@NullMarked
package org.supervision.onpaper;

import org.jspecify.annotations.NullMarked;
