package org.supervision.agreement;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the two agree on: the blanks of both documents. Everything the product later asks of them follows from it (F02).
 *
 * @param intervalWeeks they meet at least every so many weeks (A-hdr, B1)
 * @param usualLocation where they usually meet (A-hdr)
 * @param durationMinutes the anticipated length of a session (A-hdr, B2)
 * @param mode how they meet (B4)
 * @param modeReason why not face to face; null when it is
 * @param recordAuthor who writes the record (A6.1, B5)
 * @param distributionWorkingDays within how many working days the record is distributed (A6.1)
 * @param coverSupervisor user id of who covers while the supervisor is away (A-br)
 * @param coverArrangements how the minimum frequency is kept meanwhile (A-br)
 * @param expectations what the supervisor expects (A1.1)
 * @param superviseeExpectations what the supervisee expects (A1.1)
 */
public record AgreementTerms(
        int intervalWeeks,
        String usualLocation,
        int durationMinutes,
        MeetingMode mode,
        @Nullable String modeReason,
        RecordAuthor recordAuthor,
        int distributionWorkingDays,
        @Nullable String coverSupervisor,
        @Nullable String coverArrangements,
        @Nullable String expectations,
        @Nullable String superviseeExpectations) {

    private static final int DAYS_A_WEEK = 7;

    /** The interval in calendar days. */
    public int intervalDays() {
        return intervalWeeks * DAYS_A_WEEK;
    }

    /** The anticipated length of a session. */
    public Duration duration() {
        return Duration.ofMinutes(durationMinutes);
    }

    /** The same terms with what the supervisee expects. */
    public AgreementTerms withSuperviseeExpectations(@Nullable String text) {
        return new AgreementTerms(
                intervalWeeks,
                usualLocation,
                durationMinutes,
                mode,
                modeReason,
                recordAuthor,
                distributionWorkingDays,
                coverSupervisor,
                coverArrangements,
                expectations,
                text);
    }
}
