package org.supervision.review;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The numbers of the review pack (B9, F73); implemented where sessions are. */
@FunctionalInterface
public interface ReviewStatistics {

    /**
     * The sessions of an agreement and the supervisee's cases in a period.
     *
     * @param from first London date
     * @param until last London date
     */
    Numbers of(long agreementId, LocalDate from, LocalDate until);

    /**
     * What became of the sessions of a period.
     *
     * @param due how many the interval asked for
     * @param held how many were held
     * @param averageGapDays average calendar days between two held sessions; null with fewer than two
     * @param records how many records were owed
     * @param recordsOnTime how many were distributed in time (A6.1)
     * @param moved how many were rearranged (A2.4)
     * @param missed how many were missed (B8)
     * @param cutShort how many were held but cut short (B2)
     * @param interruptions how many interruptions were noted (A2.5)
     * @param withoutGoodCause how many of them had no good cause
     * @param itemsBySupervisor how many items the supervisor, or who covered, put on agendas (A3.1, B7)
     * @param itemsBySupervisee how many items the supervisee put on agendas
     * @param cases how many cases and pieces of work the supervisee had
     * @param casesLate how many of them were not reviewed in time (B7)
     */
    record Numbers(
            int due,
            int held,
            @Nullable Double averageGapDays,
            int records,
            int recordsOnTime,
            int moved,
            int missed,
            int cutShort,
            int interruptions,
            int withoutGoodCause,
            int itemsBySupervisor,
            int itemsBySupervisee,
            int cases,
            int casesLate) {}
}
