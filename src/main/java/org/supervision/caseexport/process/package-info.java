/** The process {@code caseExport}, one instance for each extract. */
@NullMarked
package org.supervision.caseexport.process;

import org.jspecify.annotations.NullMarked;
