package org.supervision.compliance;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.supervision.session.ReasonClass;

/**
 * A month's numbers, as they were counted once the month was over. No words of anybody's.
 *
 * @param countedAt when
 * @param lines one for each supervisor, by service and user id
 * @param reasons why sessions were missed or cancelled, by service
 */
public record ComplianceReport(YearMonth month, Instant countedAt, List<Line> lines, List<Reason> reasons) {

    /**
     * The agreements of one supervisor.
     *
     * @param supervisor user id
     * @param service the supervisor's, as the directory had it when it was counted
     * @param agreements in force at the end of the month
     * @param inTime those whose last confirmed session was then not longer ago than agreed (B1, A7.2)
     * @param held sessions of the month that are recorded and, where the policy wants it, signed by both (A6.2)
     * @param unconfirmed sessions of the month that are said to be held, but not recorded and signed
     * @param missed sessions of the month that were missed (B8)
     * @param recordsDue records due in the month (A6.1)
     * @param recordsOnTime those that were distributed by then
     * @param casesOpen cases of missed sessions, when it was counted
     * @param unsigned agreements that were unsigned for too long, when it was counted (A1.2)
     * @param unbooked agreements with too few sessions booked ahead, when it was counted (B3)
     * @param due sessions that the month owed (B1); this and what follows is null of a month counted before it was counted
     * @param onTime those of them that were held by their day, recorded and signed
     * @param escalated cases that went to a manager in the month (B8, A7.2)
     */
    public record Line(
            String supervisor,
            String service,
            int agreements,
            int inTime,
            int held,
            int unconfirmed,
            int missed,
            int recordsDue,
            int recordsOnTime,
            int casesOpen,
            int unsigned,
            int unbooked,
            @Nullable Integer due,
            @Nullable Integer onTime,
            @Nullable Integer escalated) {}

    /** Why sessions of a service were missed or cancelled (A2.4), and how many. */
    public record Reason(String service, ReasonClass reason, int sessions) {}
}
