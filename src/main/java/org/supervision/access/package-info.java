/**
 * Who may read what people wrote, now and on what ground, and the log of every reading. Decided by relationship and date,
 * here and nowhere else (A5.1, A6.2, A6.3, B6).
 */
@NullMarked
package org.supervision.access;

import org.jspecify.annotations.NullMarked;
