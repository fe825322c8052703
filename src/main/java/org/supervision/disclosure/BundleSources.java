package org.supervision.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.disclosure.BundleContent.Part;
import org.supervision.people.People;
import org.supervision.session.RecordAddendum;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordService;
import org.supervision.session.RecordSignature;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SupervisionSession;

/** What a bundle can be made of: every distributed version of the records that a disclosure is about, through the gate. */
@Component
public class BundleSources {

    private final Access access;
    private final SessionService sessions;
    private final RecordService records;
    private final SessionSummary summary;
    private final People people;
    private final WorkingCalendar calendar;

    BundleSources(
            Access access,
            SessionService sessions,
            RecordService records,
            SessionSummary summary,
            People people,
            WorkingCalendar calendar) {
        this.access = access;
        this.sessions = sessions;
        this.records = records;
        this.summary = summary;
        this.people = people;
        this.calendar = calendar;
    }

    /**
     * A version of a record.
     *
     * @param session the session's key
     * @param date when the session was, in words
     * @param parts what may be shown of it on the disclosure's basis
     */
    public record Source(String session, int version, String date, List<Part> parts) {

        /** Names a part of this version for good, such as {@code SE-000012/1/3}. */
        public String partId(int index) {
            return session + "/" + version + "/" + index;
        }
    }

    /** How many distributed versions of records of these sessions there are. */
    public int count(long agreementId, LocalDate from, LocalDate to) {
        return versions(agreementId, from, to).size();
    }

    /** What the preparer of this disclosure's bundle must be allowed to read. */
    List<Content> contents(Disclosure disclosure) {
        return versions(disclosure).stream()
                .map(version -> content(disclosure, version))
                .toList();
    }

    private static Content content(Disclosure disclosure, RecordVersion version) {
        String session = SupervisionSession.keyOf(version.sessionId());
        return disclosure.requireBasis() == Basis.CASEWORK
                ? Content.casework(session, version.versionNumber())
                : Content.record(session, version.versionNumber());
    }

    /** Opens the versions that this disclosure is about to its preparer, by session and version. */
    public List<Source> open(Disclosure disclosure, String preparer) {
        return access.open(preparer, contents(disclosure), Route.BUNDLE) ? sources(disclosure) : List.of();
    }

    /** The same for a preparer who has opened them before. */
    public List<Source> again(Disclosure disclosure, String preparer) {
        return access.mayGoOn(preparer, contents(disclosure), Route.BUNDLE) ? sources(disclosure) : List.of();
    }

    private List<Source> sources(Disclosure disclosure) {
        return versions(disclosure).stream()
                .map(version -> new Source(
                        SupervisionSession.keyOf(version.sessionId()),
                        version.versionNumber(),
                        LondonWords.of(version.read().startedAt().toLocalDate()),
                        parts(version, disclosure.requireBasis())))
                .toList();
    }

    private List<RecordVersion> versions(Disclosure disclosure) {
        return versions(
                disclosure.requireAgreementId(),
                Objects.requireNonNull(disclosure.sessionsFrom()),
                Objects.requireNonNull(disclosure.sessionsTo()));
    }

    private List<RecordVersion> versions(long agreementId, LocalDate from, LocalDate to) {
        List<RecordVersion> versions = new ArrayList<>();
        for (SupervisionSession session : sessions.of(agreementId)) {
            LocalDate day = calendar.dateOf(session.heldOrAgreedStart());
            if (!day.isBefore(from) && !day.isAfter(to)) {
                records.versions(session.requireId()).stream()
                        .filter(version -> records.distributedAt(session.requireId(), version.versionNumber())
                                .isPresent())
                        .forEach(versions::add);
            }
        }
        return versions;
    }

    /** Of casework alone, what was said and decided on each case (A6.2); else everything, down to the signatures. */
    private List<Part> parts(RecordVersion version, Basis basis) {
        if (basis == Basis.CASEWORK) {
            return version.read().cases().stream()
                    .map(row -> new Part("Case " + row.reference(), said(row)))
                    .toList();
        }
        return partsOf(version);
    }

    /** Everything that a version says, down to the signatures under it; for whoever has asked the gate. */
    public List<Part> partsOf(RecordVersion version) {
        List<Part> parts = new ArrayList<>();
        summary.of(version.read())
                .forEach(line -> parts.add(new Part(String.valueOf(line.get("label")), inWords(line))));
        List<Later> after = new ArrayList<>();
        records.signatures(version.sessionId()).stream()
                .filter(signature -> signature.versionNumber() == version.versionNumber())
                .forEach(signature -> after.add(new Later(signature.signedAt(), inWords(signature))));
        records.addenda(version.sessionId()).stream()
                .filter(addendum -> addendum.versionNumber() == version.versionNumber())
                .forEach(addendum -> after.add(new Later(addendum.addedAt(), inWords(addendum))));
        after.stream().sorted(Comparator.comparing(Later::at)).map(Later::part).forEach(parts::add);
        return parts;
    }

    /** What came after the text; the latest comes last, so that what was blacked out keeps its number. */
    private record Later(Instant at, Part part) {}

    private Part inWords(RecordAddendum addendum) {
        String when = LondonWords.of(addendum.addedAt());
        return new Part("Added by " + people.nameOf(addendum.author()) + ", " + when, addendum.addendum());
    }

    private static String said(RecordContent.CaseDiscussed row) {
        String discussion = Objects.requireNonNullElse(row.discussion(), "");
        String decision = Objects.requireNonNullElse(row.decision(), "");
        return (discussion + "\n" + decision).strip();
    }

    private static String inWords(Map<String, Object> line) {
        Object content = line.get("value");
        if (content instanceof LocalDateTime moment) {
            return LondonWords.of(moment);
        }
        return content instanceof Boolean yes ? (yes ? "Yes" : "No") : String.valueOf(content);
    }

    private Part inWords(RecordSignature signature) {
        String how = switch (signature.decision()) {
            case SIGN -> "Signed";
            case SIGN_WITH_COMMENT -> "Signed with a comment";
            case SIGN_WITH_DISAGREEMENT -> "Signed with disagreement";
            case RETURN -> "Sent back";
        };
        String remark = Objects.requireNonNullElse(signature.remark(), "");
        return new Part(
                how + " by " + people.nameOf(signature.signer()),
                (LondonWords.of(signature.signedAt()) + "\n" + remark).strip());
    }
}
