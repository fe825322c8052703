package org.supervision.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.Fact;
import org.supervision.agreement.Party;
import org.supervision.agreement.Remark;
import org.supervision.audit.AuditFacts;
import org.supervision.audit.Audits;
import org.supervision.calendar.LondonWords;
import org.supervision.disagreement.DisagreementFacts;
import org.supervision.disagreement.DisagreementReferral;
import org.supervision.disagreement.DisagreementService;
import org.supervision.people.People;
import org.supervision.personalmatter.MatterOutcomes;
import org.supervision.review.AgreementReview;
import org.supervision.review.AgreementReviewService;
import org.supervision.session.CaseExtract;
import org.supervision.session.PersonalMatter;
import org.supervision.session.PersonalMatters;
import org.supervision.session.RecordAddendum;
import org.supervision.session.RecordService;
import org.supervision.session.RecordSignature;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionCases;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SupervisionDates;
import org.supervision.session.SupervisionSession;

/**
 * What people keep to read: the agreements that both have signed, with their reviews, and the records that were
 * distributed, with the personal matters of the session (A5.1, A6.1d, B5a). Who may open what, {@link Access} says.
 */
@Component
@Transactional
class Copies {

    private static final String AGREEMENTS = """
            select agreement.id, term.term_number, term.effective_on, agreement.supervisor, agreement.supervisee
              from agreement_term term
              join agreement on agreement.id = term.agreement_id
             where term.effective_on is not null and agreement.id in (:agreements)
             order by term.effective_on desc, term.id desc
            """;

    private static final String RECORDS = """
            select session.id, session.start_at, session.supervisor, session.supervisee,
                   max(distribution.version_number) as version_number
              from record_distribution distribution
              join supervision_session session on session.id = distribution.session_id
             where session.id in (:sessions)
             group by session.id, session.start_at, session.supervisor, session.supervisee
             order by session.start_at desc
            """;

    private static final String REVIEWED = """
            select count(*) from agreement_review where term_key = :term and held_on is not null
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final AgreementTermService terms;
    private final AgreementReviewService reviews;
    private final RecordService records;
    private final PersonalMatters matters;
    private final SessionService sessions;
    private final AgreementService agreements;
    private final SessionCases cases;
    private final SessionSummary summary;
    private final SupervisionDates dates;
    private final MatterOutcomes outcomes;
    private final DisagreementService disagreements;
    private final DisagreementFacts disagreementFacts;
    private final Audits audits;
    private final AuditFacts auditFacts;
    private final People people;

    Copies(
            JdbcClient jdbc,
            Access access,
            AgreementTermService terms,
            AgreementReviewService reviews,
            RecordService records,
            PersonalMatters matters,
            SessionService sessions,
            AgreementService agreements,
            SessionCases cases,
            SessionSummary summary,
            SupervisionDates dates,
            MatterOutcomes outcomes,
            DisagreementService disagreements,
            DisagreementFacts disagreementFacts,
            Audits audits,
            AuditFacts auditFacts,
            People people) {
        this.jdbc = jdbc;
        this.access = access;
        this.terms = terms;
        this.reviews = reviews;
        this.records = records;
        this.matters = matters;
        this.sessions = sessions;
        this.agreements = agreements;
        this.cases = cases;
        this.summary = summary;
        this.dates = dates;
        this.outcomes = outcomes;
        this.disagreements = disagreements;
        this.disagreementFacts = disagreementFacts;
        this.audits = audits;
        this.auditFacts = auditFacts;
        this.people = people;
    }

    /**
     * A copy in the list.
     *
     * @param key business key of the agreement's term, or of the session
     * @param with the other party's name; for somebody who is none of the two, both names
     * @param date from when the agreement counts, or when the session was
     * @param version the record's latest distributed version; 0 for an agreement
     */
    record Entry(String key, String with, String date, int version) {}

    /** A line of a copy. */
    record Line(String label, String text) {}

    /**
     * A copy.
     *
     * @param text the whole of it, where it is one text; else null
     * @param lines what it says, where it is no single text
     * @param signatures who signed those lines and when, or why not; null where it is not signed
     * @param sha256 of what was signed; null where the text says it
     * @param related what belongs to it: where it is below the list of copies, and what it is
     * @param addenda what was added later; null where nothing can be
     * @param addTo where the reader adds to it, below the list of copies; null where he cannot
     * @param disagreements what the two disagreed on about it and what came of that (A7.2), dated; no part of what was signed
     */
    record Copy(
            String title,
            @Nullable String text,
            List<Line> lines,
            @Nullable List<String> signatures,
            @Nullable String sha256,
            Map<String, String> related,
            @Nullable List<Line> addenda,
            @Nullable String addTo,
            List<Line> disagreements) {

        /** One that nothing can be added to. */
        Copy(
                String title,
                @Nullable String text,
                List<Line> lines,
                @Nullable List<String> signatures,
                @Nullable String sha256,
                Map<String, String> related) {
            this(title, text, lines, signatures, sha256, related, null, null, List.of());
        }
    }

    /** The agreements that this person may read and that came into force, newest first. */
    List<Entry> agreementsOf(String userId) {
        Set<String> readable = access.readableAgreements(userId);
        if (readable.isEmpty()) {
            return List.of();
        }
        List<Listed> listed = jdbc
                .sql(AGREEMENTS)
                .param("agreements", readable.stream().map(Agreement::idOf).collect(Collectors.toSet()))
                .query((row, number) -> new Listed(
                        Agreement.keyOf(row.getLong("id")) + "/T" + row.getInt("term_number"),
                        row.getString("supervisor"),
                        row.getString("supervisee"),
                        LondonWords.of(row.getObject("effective_on", LocalDate.class)),
                        0))
                .list()
                .stream()
                .filter(one -> readable.contains(one.key()))
                .toList();
        return entries(listed, userId);
    }

    /** The records that this person may read and that were distributed, newest first. */
    List<Entry> recordsOf(String userId) {
        return distributed(access.sessionsWithReadableRecord(userId), userId);
    }

    /** The agreements whose log of dates this person has. */
    List<Entry> datesOf(String userId) {
        Set<Long> readable =
                access.readableAgreements(userId).stream().map(Agreement::idOf).collect(Collectors.toSet());
        List<Listed> listed = dates.ofParty(userId).stream()
                .filter(agreement -> agreement.hasParty(userId) && readable.contains(agreement.requireId()))
                .map(agreement -> new Listed(
                        agreement.key(),
                        agreement.supervisor(),
                        agreement.parties().supervisee(),
                        "",
                        0))
                .toList();
        return entries(listed, userId);
    }

    /** Whether this person is one of the two of an agreement, and its file is still theirs to read (B6). */
    boolean hasDatesOf(Agreement agreement, String userId) {
        return agreement.hasParty(userId)
                && access.readableAgreements(userId).stream()
                        .anyMatch(term -> Agreement.idOf(term) == agreement.requireId());
    }

    private List<Entry> distributed(Collection<String> sessions, String userId) {
        if (sessions.isEmpty()) {
            return List.of();
        }
        List<Listed> listed = jdbc.sql(RECORDS)
                .param(
                        "sessions",
                        sessions.stream().map(SupervisionSession::idOf).toList())
                .query((row, number) -> new Listed(
                        SupervisionSession.keyOf(row.getLong("id")),
                        row.getString("supervisor"),
                        row.getString("supervisee"),
                        LondonWords.of(
                                row.getObject("start_at", OffsetDateTime.class).toInstant()),
                        row.getInt("version_number")))
                .list();
        return entries(listed, userId);
    }

    /** What becomes an entry once everybody's name is known. */
    private record Listed(String key, String supervisor, String supervisee, String date, int version) {}

    private List<Entry> entries(List<Listed> listed, String userId) {
        UnaryOperator<String> names = people.names(listed.stream()
                .flatMap(one -> Stream.of(one.supervisor(), one.supervisee()))
                .collect(Collectors.toSet()));
        return listed.stream()
                .map(one -> new Entry(
                        one.key(),
                        others(userId, one.supervisor(), one.supervisee(), names),
                        one.date(),
                        one.version()))
                .toList();
    }

    /** The text of an agreement as both signed it, with their signatures; nothing where this person may not read it. */
    Optional<String> textOfAgreement(String termKey, String userId, Route route) {
        return access.open(userId, Content.agreement(termKey), route) ? terms.copyOf(termKey) : Optional.empty();
    }

    /** The same as a copy. */
    Optional<Copy> agreement(String termKey, String userId, Route route) {
        return textOfAgreement(termKey, userId, route)
                .map(text -> new Copy(
                        "Supervision agreement " + termKey,
                        text,
                        List.of(),
                        null,
                        null,
                        relatedTo(termKey, userId, route),
                        null,
                        null,
                        inWords(disagreements.onAgreement(Agreement.idOf(termKey)), userId, route)));
    }

    private Map<String, String> relatedTo(String termKey, String userId, Route route) {
        Map<String, String> related = new LinkedHashMap<>();
        if (isReviewed(termKey)
                && access.decide(userId, Content.review(termKey), route).isAllowed()) {
            related.put("reviews/" + termKey, "Its review");
        }
        audits.settledOf(Agreement.idOf(termKey)).stream()
                .filter(file ->
                        access.decide(userId, Content.audit(file.key()), route).isAllowed())
                .forEach(file -> related.put("audits/" + file.key(), "Audit " + file.key()));
        return related;
    }

    /** What came of an audit of a file, once it is over; nothing where this person may not read it (C24). */
    Optional<Copy> audit(String fileKey, String userId, Route route) {
        return audits.find(fileKey)
                .filter(file -> file.settledAt() != null && access.open(userId, Content.audit(fileKey), route))
                .map(file -> new Copy(
                        "Audit " + fileKey,
                        null,
                        auditFacts.result(file).stream()
                                .map(fact -> new Line(fact.label(), fact.value()))
                                .toList(),
                        null,
                        null,
                        Map.of()));
    }

    private boolean isReviewed(String termKey) {
        return jdbc.sql(REVIEWED).param("term", termKey).query(Integer.class).single() > 0;
    }

    /** The latest distributed version of a session's record; nothing where this person may not read it. */
    Optional<Copy> record(String sessionKey, String userId, Route route) {
        return distributed(sessionKey)
                .filter(version -> access.open(userId, Content.record(sessionKey, version.versionNumber()), route))
                .map(version -> copyOf(sessionKey, version, userId, route));
    }

    /** The latest distributed version of a session's record, whoever may read it. */
    Optional<RecordVersion> distributed(String sessionKey) {
        return SupervisionSession.isKey(sessionKey)
                ? distributed(List.of(sessionKey), "").stream()
                        .findFirst()
                        .flatMap(entry -> records.versions(SupervisionSession.idOf(sessionKey)).stream()
                                .filter(version -> version.versionNumber() == entry.version())
                                .findFirst())
                : Optional.empty();
    }

    /** The copy of a record that this person has opened. */
    Copy copyOf(String sessionKey, RecordVersion version, String userId, Route route) {
        List<Line> lines = summary.of(version.read()).stream().map(this::line).toList();
        List<String> signatures = new ArrayList<>();
        records.signatures(version.sessionId()).stream()
                .filter(signature -> signature.versionNumber() == version.versionNumber())
                .forEach(signature -> signatures.add(inWords(signature)));
        records.unsigned(version.sessionId()).stream()
                .filter(unsigned -> unsigned.versionNumber() == version.versionNumber())
                .forEach(unsigned ->
                        signatures.add("Unsigned by " + people.nameOf(unsigned.party()) + ": " + unsigned.reason()));
        Map<String, String> related = new LinkedHashMap<>();
        cases.discussedIn(version.sessionId()).stream()
                .filter(row -> row.reviewedOn() != null)
                .forEach(row -> related.put(
                        "cases/" + sessionKey + "/" + row.id(), "For the case file: " + cases.referenceOf(row)));
        matters.of(version.sessionId()).stream()
                .map(PersonalMatter::key)
                .filter(key -> access.decide(userId, Content.personalMatter(key), route)
                        .isAllowed())
                .forEach(key -> related.put("personal-matters/" + key, "Personal matter " + key));
        boolean formal = sessions.require(sessionKey).isFormal();
        return new Copy(
                formal
                        ? "Record of session " + sessionKey + ", version " + version.versionNumber()
                        : "Log of consultation " + sessionKey,
                null,
                lines,
                formal ? signatures : null,
                version.contentSha256(),
                related,
                records.addenda(version.sessionId()).stream().map(this::line).toList(),
                isTheirs(sessionKey, userId) ? "records/" + sessionKey + "/addenda" : null,
                inWords(disagreements.onRecord(version.sessionId()), userId, route));
    }

    private Line line(RecordAddendum addendum) {
        return new Line(
                people.nameOf(addendum.author()) + ", " + LondonWords.of(addendum.addedAt()), addendum.addendum());
    }

    /** Whether this person may add to the record of a session: as one of the two, now or in that session (F41). */
    boolean mayAdd(String sessionKey, String userId, Route route) {
        return distributed(sessionKey)
                .filter(version ->
                        access.mayGoOn(userId, List.of(Content.record(sessionKey, version.versionNumber())), route))
                .filter(version -> isTheirs(sessionKey, userId))
                .isPresent();
    }

    private boolean isTheirs(String sessionKey, String userId) {
        SupervisionSession session = sessions.require(sessionKey);
        return session.both().contains(userId) || agreements.isParty(session.agreementId(), userId);
    }

    /** What a distributed record says of one case, and of that case alone (B5); nothing where this person may not read it. */
    Optional<Copy> caseExtract(String sessionKey, long sessionCaseId, String userId, Route route) {
        return distributed(sessionKey)
                .flatMap(version -> cases.discussedIn(version.sessionId()).stream()
                        .filter(row -> Objects.equals(row.id(), sessionCaseId))
                        .findFirst()
                        .filter(row ->
                                access.open(userId, Content.casework(sessionKey, version.versionNumber()), route))
                        .flatMap(row -> cases.extract(version, row))
                        .map(this::copyOf));
    }

    private Copy copyOf(CaseExtract extract) {
        List<Line> lines = new ArrayList<>();
        String initials = extract.initials() == null ? "" : " " + extract.initials();
        lines.add(new Line("Case", extract.reference() + initials));
        lines.add(new Line("Supervision", LondonWords.of(extract.sessionDate()) + ", session " + extract.session()));
        lines.add(new Line("Supervisor", people.nameOf(extract.supervisor())));
        lines.add(new Line("Supervisee", people.nameOf(extract.supervisee())));
        lines.add(new Line("How", extract.inDepth() ? "Reviewed in depth" : "Discussed"));
        addLine(lines, "What was discussed", extract.discussion());
        addLine(lines, "What was decided", extract.decision());
        for (CaseExtract.Action action : extract.actions()) {
            lines.add(new Line(
                    "Action",
                    action.what() + "\n" + people.nameOf(action.owner()) + ", by " + LondonWords.of(action.due())));
        }
        return new Copy("For the case file: " + extract.reference(), null, lines, null, null, Map.of());
    }

    /** Those of the disagreements that this person may read, each with what came of it. */
    private List<Line> inWords(List<DisagreementReferral> referrals, String userId, Route route) {
        return referrals.stream()
                .filter(referral -> mayRead(userId, Content.disagreement(referral.key()), route))
                .map(disagreementFacts::addition)
                .map(fact -> new Line(fact.label(), fact.value()))
                .toList();
    }

    /** Like opening it, but whoever may not is not refused: he has not asked for it. */
    private boolean mayRead(String userId, Content content, Route route) {
        return access.decide(userId, content, route).isAllowed() && access.open(userId, content, route);
    }

    /** What came of the review of a term, once it was held; nothing where this person may not read it. */
    Optional<Copy> review(String termKey, String userId, Route route) {
        return isReviewed(termKey) && access.open(userId, Content.review(termKey), route)
                ? Optional.of(copyOf(reviews.require(termKey)))
                : Optional.empty();
    }

    private Copy copyOf(AgreementReview review) {
        List<Line> lines = new ArrayList<>();
        for (Fact fact : reviews.outcomeInWords(review)) {
            lines.add(new Line(fact.label(), fact.value()));
        }
        lines.add(new Line("Notes", Objects.requireNonNullElse(review.notes(), "None")));
        for (Party party : Party.values()) {
            String who = party == Party.SUPERVISOR ? "supervisor" : "supervisee";
            review.preparation(party).ifPresent(prepared -> {
                addLine(lines, "Works well, says the " + who, prepared.worksWell());
                addLine(lines, "To change, says the " + who, prepared.toChange());
            });
        }
        for (Remark remark : reviews.remarks(review)) {
            lines.add(new Line("Not confirmed by " + remark.who(), remark.text()));
        }
        return new Copy("Review of agreement " + review.termKey(), null, lines, null, null, Map.of());
    }

    private static void addLine(List<Line> lines, String label, @Nullable String text) {
        if (text != null) {
            lines.add(new Line(label, text));
        }
    }

    /** A personal matter and what became of it; nothing where this person may not read it. */
    Optional<Copy> personalMatter(String matterKey, String userId, Route route) {
        return matters.find(matterKey)
                .filter(matter -> access.open(userId, Content.personalMatter(matterKey), route))
                .map(matter -> {
                    List<Line> lines = new ArrayList<>();
                    lines.add(new Line("Session", SupervisionSession.keyOf(matter.sessionId())));
                    lines.add(new Line(
                            "Raised by", people.nameOf(matter.raisedBy()) + ", " + LondonWords.of(matter.raisedAt())));
                    lines.add(new Line("What it is about", matter.wording()));
                    for (Fact fact : outcomes.of(matterKey, userId)) {
                        lines.add(new Line(fact.label(), fact.value()));
                    }
                    return new Copy("Personal matter " + matterKey, null, lines, null, null, Map.of());
                });
    }

    private Line line(Map<String, Object> line) {
        Object content = line.get("value");
        String text = String.valueOf(content);
        if (content instanceof LocalDateTime moment) {
            text = LondonWords.of(moment);
        } else if (content instanceof Boolean yes) {
            text = yes ? "Yes" : "No";
        }
        return new Line(String.valueOf(line.get("label")), text);
    }

    private String inWords(RecordSignature signature) {
        String how = switch (signature.decision()) {
            case SIGN -> "Signed by ";
            case SIGN_WITH_COMMENT -> "Signed with a comment by ";
            case SIGN_WITH_DISAGREEMENT -> "Signed with disagreement by ";
            case RETURN -> "Sent back by ";
        };
        String remark = signature.remark() == null ? "" : ": " + signature.remark();
        return how + people.nameOf(signature.signer()) + ", " + LondonWords.of(signature.signedAt()) + remark;
    }

    /** The other of the two; for somebody else, both. */
    private static String others(String userId, String supervisor, String supervisee, UnaryOperator<String> names) {
        return Stream.of(supervisor, supervisee)
                .filter(person -> !person.equals(userId))
                .map(names)
                .collect(Collectors.joining(" and "));
    }
}
