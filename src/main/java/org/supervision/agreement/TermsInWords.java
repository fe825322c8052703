package org.supervision.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.policy.Policy;

/** The terms as people read and sign them. */
@Component
public class TermsInWords {

    private static final String NONE = "none";
    private static final int DAYS_OF_WEEK = 7;

    private final People people;
    private final WorkingCalendar calendar;

    TermsInWords(People people, WorkingCalendar calendar) {
        this.people = people;
        this.calendar = calendar;
    }

    /** The terms, one line each. */
    public List<Fact> lines(AgreementTerms terms) {
        return words(terms).entrySet().stream()
                .map(line -> new Fact(line.getKey(), line.getValue()))
                .toList();
    }

    /** What is not the same in both, in the order of the form. */
    public List<Difference> differences(AgreementTerms before, AgreementTerms after) {
        Map<String, String> old = words(before);
        List<Difference> differences = new ArrayList<>();
        words(after).forEach((label, now) -> {
            String then = old.getOrDefault(label, NONE);
            if (!then.equals(now)) {
                differences.add(new Difference(label, then, now));
            }
        });
        return differences;
    }

    /**
     * The whole text that both sign, with the names as they are now. The same terms, names and policy give the same text.
     *
     * @param policy what holds when they sign
     * @param exceptionUntil the last London date of the Service Manager's exception to the ceiling; null without one
     */
    String text(AgreementTerm term, Parties parties, Policy policy, @Nullable LocalDate exceptionUntil) {
        StringBuilder text = head(term, parties);
        if (!policy.agreement().purpose().isEmpty()) {
            text.append(policy.agreement().purpose()).append("\n\n");
        }
        addLines(text, term);
        if (exceptionUntil != null) {
            text.append("Longer interval allowed by the Service Manager until: ")
                    .append(LondonWords.of(exceptionUntil))
                    .append('\n');
        }
        return text.append(
                        "\nBoth have read the Supervision Policy and Procedures that this agreement follows, version ")
                .append(policy.version())
                .append('.')
                .append(counting(policy))
                .toString();
    }

    /** What stands here of terms that both have signed on paper, with the names as they are now. */
    String paperText(AgreementTerm term, PaperTerms paper, Policy policy) {
        StringBuilder text = head(term, paper.parties());
        addLines(text, term);
        return text.append("\nSigned on paper by both and entered afterwards; the paper counts. Its scan: ")
                .append(paper.scanReference())
                .append('.')
                .append(counting(policy))
                .toString();
    }

    private StringBuilder head(AgreementTerm term, Parties parties) {
        return new StringBuilder("SUPERVISION AGREEMENT ")
                .append(term.key())
                .append("\n\nBetween ")
                .append(people.nameOf(parties.supervisor()))
                .append(" (supervisor)\nand ")
                .append(people.nameOf(parties.supervisee()))
                .append(" (supervisee)\n\n");
    }

    private void addLines(StringBuilder text, AgreementTerm term) {
        words(term.terms())
                .forEach((label, value) ->
                        text.append(label).append(": ").append(value).append('\n'));
    }

    private static String counting(Policy policy) {
        return "\nThe agreement counts from the later of both signatures and is reviewed every "
                + policy.review().months() + " months.\n";
    }

    /**
     * The signed text with who signed it and when, and its fingerprint.
     *
     * @param onPaper whether they signed on paper
     */
    String copy(AgreementTerm term, List<AgreementSignature> signatures, boolean onPaper) {
        StringBuilder copy = new StringBuilder(Objects.requireNonNull(term.signedText()));
        for (AgreementSignature signature : signatures) {
            copy.append(onPaper ? "\nSigned on paper (" : "\nSigned (")
                    .append(signature.party() == Party.SUPERVISOR ? "supervisor" : "supervisee")
                    .append("): ")
                    .append(signature.signerName())
                    .append("\nDate of agreement: ")
                    .append(LondonWords.of(calendar.dateOf(signature.signedAt())))
                    .append('\n');
        }
        return copy.append("\nFingerprint of the signed text (SHA-256): ")
                .append(term.signedTextSha256())
                .append('\n')
                .toString();
    }

    private Map<String, String> words(AgreementTerms terms) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Minimum frequency", interval(terms.intervalWeeks()));
        lines.put("Usual place", terms.usualLocation());
        lines.put("Anticipated duration", terms.durationMinutes() + " minutes");
        lines.put("How we meet", mode(terms));
        lines.put(
                "Record written by",
                terms.recordAuthor() == RecordAuthor.SUPERVISOR ? "the supervisor" : "the supervisee");
        lines.put("Record distributed within", workingDays(terms.distributionWorkingDays()));
        lines.put("Cover while the supervisor is away", cover(terms.coverSupervisor()));
        lines.put("Arrangements for leave or sickness", orNone(terms.coverArrangements()));
        lines.put("What the supervisor expects", orNone(terms.expectations()));
        lines.put("What the supervisee expects", orNone(terms.superviseeExpectations()));
        return lines;
    }

    /** An interval in whole weeks where it is, otherwise in days. */
    static String intervalOfDays(int days) {
        return days % DAYS_OF_WEEK == 0 ? interval(days / DAYS_OF_WEEK) : "at least every " + days + " days";
    }

    private static String interval(int weeks) {
        return weeks == 1 ? "at least every week" : "at least every " + weeks + " weeks";
    }

    private static String workingDays(int days) {
        return days == 1 ? "1 working day" : days + " working days";
    }

    private static String mode(AgreementTerms terms) {
        return terms.mode() == MeetingMode.FACE_TO_FACE
                ? "face to face"
                : "remotely, because: " + orNone(terms.modeReason());
    }

    private String cover(@Nullable String userId) {
        return userId == null ? "no one named" : people.nameOf(userId);
    }

    private static String orNone(@Nullable String text) {
        return text == null || text.isBlank() ? NONE : text.strip();
    }
}
