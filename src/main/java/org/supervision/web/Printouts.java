package org.supervision.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.Party;
import org.supervision.agreement.RecordAuthor;
import org.supervision.agreement.SignedTerm;
import org.supervision.calendar.London;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.printing.PdfDocuments;
import org.supervision.printing.SeedLayout;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordService;
import org.supervision.session.RecordSignature;
import org.supervision.session.RecordVersion;

/**
 * Agreements and records as documents to keep or print, in the layout of either document (F09, A6.1, B5). To make one is to
 * open what it shows.
 */
@Component
@Transactional
class Printouts {

    private static final int DAYS_OF_WEEK = 7;

    private final Access access;
    private final Copies copies;
    private final AgreementTermService terms;
    private final RecordService records;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final PdfDocuments documents;

    Printouts(
            Access access,
            Copies copies,
            AgreementTermService terms,
            RecordService records,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            PdfDocuments documents) {
        this.access = access;
        this.copies = copies;
        this.terms = terms;
        this.records = records;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.documents = documents;
    }

    /**
     * A document.
     *
     * @param fileName such as {@code AG-000001-T1.pdf}
     */
    record Printout(String fileName, byte[] pdf) {}

    /** What a party did with a record. */
    record Signing(boolean isSupervisor, String name, String how, String date) {}

    /** Names and dates as templates show them. */
    static final class Words {

        private final People people;

        Words(People people) {
            this.people = people;
        }

        /** Of the person with this user id. */
        public String name(String userId) {
            return people.nameOf(userId);
        }

        /** A London date. */
        public String day(LocalDate date) {
            return LondonWords.of(date);
        }
    }

    /** The layout that the council's policy asks for. */
    SeedLayout usualLayout() {
        return SeedLayout.ofProfile(policies.current().profile());
    }

    /** A signed term; nothing where this person may not read it. */
    Optional<Printout> agreement(String termKey, String userId, SeedLayout layout) {
        return access.open(userId, Content.agreement(termKey), Route.PDF)
                ? terms.signed(termKey)
                        .map(signed -> printed(termKey.replace('/', '-'), "agreement-" + layout.key(), modelOf(signed)))
                : Optional.empty();
    }

    /** The latest distributed version of a session's record; nothing where this person may not read it. */
    Optional<Printout> record(String sessionKey, String userId, SeedLayout layout) {
        return copies.distributed(sessionKey)
                .filter(version -> access.open(userId, Content.record(sessionKey, version.versionNumber()), Route.PDF))
                .map(version -> printed(
                        sessionKey + "-V" + version.versionNumber(),
                        "record-" + layout.key(),
                        modelOf(version, copies.copyOf(sessionKey, version, userId, Route.PDF))));
    }

    /** What a distributed record says of one case, for its file (B5); nothing where this person may not read it. */
    Optional<Printout> caseExtract(String sessionKey, long sessionCaseId, String userId) {
        return copies.caseExtract(sessionKey, sessionCaseId, userId, Route.PDF)
                .map(copy ->
                        printed(sessionKey + "-C" + sessionCaseId, "case", Map.of("key", sessionKey, "copy", copy)));
    }

    private Printout printed(String name, String template, Map<String, Object> model) {
        return new Printout(name + ".pdf", documents.of(template, model));
    }

    private Map<String, Object> modelOf(SignedTerm signed) {
        AgreementTerm term = signed.term();
        AgreementTerms agreed = term.terms();
        String version = Objects.requireNonNull(term.policyVersion());
        Policy policy = policies.version(version);
        Map<String, Object> model = new HashMap<>();
        model.put("key", term.key());
        model.put("terms", agreed);
        model.put("policy", policy);
        model.put("policyVersion", version);
        model.put("interval", agreed.intervalWeeks() == 1 ? "week" : inWeeks(agreed.intervalDays()));
        model.put("ceiling", inWeeks(policy.frequency().ceilingDays()));
        model.put("report", inWeeks(policy.missed().reportDays()));
        model.put("mode", agreed.mode() == MeetingMode.REMOTE ? "remotely: " + agreed.modeReason() : "face to face");
        model.put("author", agreed.recordAuthor() == RecordAuthor.SUPERVISOR ? "the supervisor" : "the supervisee");
        int days = agreed.distributionWorkingDays();
        model.put("distribution", days == 1 ? "1 working day" : days + " working days");
        model.put("cover", agreed.coverSupervisor() == null ? "no one named" : people.nameOf(agreed.coverSupervisor()));
        model.put("coverArrangements", orNone(agreed.coverArrangements()));
        model.put("expectations", orNone(agreed.expectations()));
        model.put("superviseeExpectations", orNone(agreed.superviseeExpectations()));
        model.put("counts", counts(term));
        model.put("supervisorName", signed.of(Party.SUPERVISOR).signerName());
        model.put("superviseeName", signed.of(Party.SUPERVISEE).signerName());
        model.put("supervisorSigned", signedOn(signed, Party.SUPERVISOR));
        model.put("superviseeSigned", signedOn(signed, Party.SUPERVISEE));
        model.put("onPaper", signed.onPaper());
        model.put("text", Objects.requireNonNull(term.signedText()));
        model.put("sha256", Objects.requireNonNull(term.signedTextSha256()));
        return model;
    }

    private static String inWeeks(int days) {
        if (days % DAYS_OF_WEEK != 0) {
            return days + " days";
        }
        int weeks = days / DAYS_OF_WEEK;
        return weeks == 1 ? "1 week" : weeks + " weeks";
    }

    private static String orNone(@Nullable String text) {
        return text == null || text.isBlank() ? "none" : text.strip();
    }

    private static String counts(AgreementTerm term) {
        String from = "from " + LondonWords.of(Objects.requireNonNull(term.effectiveOn()));
        return term.endedOn() == null ? from : from + ", no longer from " + LondonWords.of(term.endedOn());
    }

    private String signedOn(SignedTerm signed, Party party) {
        return LondonWords.of(calendar.dateOf(signed.of(party).signedAt()));
    }

    private Map<String, Object> modelOf(RecordVersion version, Copies.Copy copy) {
        RecordContent content = version.read();
        Map<String, Object> model = new HashMap<>();
        model.put("key", content.session());
        model.put("title", copy.title());
        model.put("formal", copy.signatures() != null);
        model.put("content", content);
        model.put("policy", policies.current());
        model.put("words", new Words(people));
        model.put(
                "when",
                LondonWords.of(
                        content.startedAt().atZone(London.ZONE).toInstant(),
                        content.endedAt().atZone(London.ZONE).toInstant()));
        model.put("signings", signings(version, content));
        model.put("sha256", version.contentSha256());
        model.put("addenda", Objects.requireNonNullElse(copy.addenda(), List.of()));
        model.put("decisions", copy.disagreements());
        return model;
    }

    private List<Signing> signings(RecordVersion version, RecordContent content) {
        List<Signing> signings = new ArrayList<>();
        for (String person : List.of(content.supervisor(), content.supervisee())) {
            boolean isSupervisor = person.equals(content.supervisor());
            int before = signings.size();
            records.signatures(version.sessionId()).stream()
                    .filter(row -> row.versionNumber() == version.versionNumber()
                            && row.signer().equals(person))
                    .forEach(row -> signings.add(new Signing(
                            isSupervisor, people.nameOf(person), inWords(row), LondonWords.of(row.signedAt()))));
            records.unsigned(version.sessionId()).stream()
                    .filter(row -> row.versionNumber() == version.versionNumber()
                            && row.party().equals(person))
                    .forEach(row -> signings.add(new Signing(
                            isSupervisor,
                            people.nameOf(person),
                            "Not signed: " + row.reason(),
                            LondonWords.of(row.explainedAt()))));
            if (signings.size() == before) {
                signings.add(new Signing(isSupervisor, people.nameOf(person), "Not signed yet", "–"));
            }
        }
        return signings;
    }

    private static String inWords(RecordSignature signature) {
        String how = switch (signature.decision()) {
            case SIGN -> "Signed";
            case SIGN_WITH_COMMENT -> "Signed with a comment";
            case SIGN_WITH_DISAGREEMENT -> "Signed with disagreement";
            case RETURN -> "Sent back";
        };
        return signature.remark() == null ? how : how + ": " + signature.remark();
    }
}
