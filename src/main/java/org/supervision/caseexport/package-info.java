/** Hands what a record says of a case over to a case system: as a file, and by REST (B5, F59). */
@NullMarked
package org.supervision.caseexport;

import org.jspecify.annotations.NullMarked;
