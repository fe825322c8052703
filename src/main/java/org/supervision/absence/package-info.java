/** Absences on leave or sick: which sessions they put at risk, and who sees to them, so that supervision continues (A-br). */
@NullMarked
package org.supervision.absence;

import org.jspecify.annotations.NullMarked;
