package org.supervision.compliance;

import java.time.YearMonth;

/** A month is over and its report is due. */
public record MonthOver(YearMonth month) {}
