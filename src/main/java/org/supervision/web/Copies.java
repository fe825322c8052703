package org.supervision.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementTermService;
import org.supervision.notification.LondonWords;
import org.supervision.people.People;
import org.supervision.session.RecordService;
import org.supervision.session.RecordSignature;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionSummary;
import org.supervision.session.SupervisionSession;

/**
 * What each party keeps: the agreements that both have signed and the records that were distributed (A6.1d, B5a). Only
 * the two of an agreement or session find it here, nobody else whoever they are.
 */
@Component
@Transactional(readOnly = true)
class Copies {

    private static final String AGREEMENTS = """
            select agreement.id, term.term_number, term.effective_on, agreement.supervisor, agreement.supervisee
              from agreement_term term
              join agreement on agreement.id = term.agreement_id
             where term.effective_on is not null
               and (agreement.supervisor = :userId or agreement.supervisee = :userId)
             order by term.effective_on desc, term.id desc
            """;

    private static final String RECORDS = """
            select session.id, session.start_at, session.supervisor, session.supervisee,
                   max(distribution.version_number) as version_number
              from record_distribution distribution
              join supervision_session session on session.id = distribution.session_id
             where session.supervisor = :userId or session.supervisee = :userId
             group by session.id, session.start_at, session.supervisor, session.supervisee
             order by session.start_at desc
            """;

    private final JdbcClient jdbc;
    private final AgreementTermService terms;
    private final RecordService records;
    private final SessionSummary summary;
    private final People people;

    Copies(JdbcClient jdbc, AgreementTermService terms, RecordService records, SessionSummary summary, People people) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.records = records;
        this.summary = summary;
        this.people = people;
    }

    /**
     * A copy in the list.
     *
     * @param key business key of the agreement's term, or of the session
     * @param with the other party's name
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
     * @param signatures who signed those lines and when, or why not
     * @param sha256 of what was signed; null where the text says it
     */
    record Copy(
            String title,
            @Nullable String text,
            List<Line> lines,
            List<String> signatures,
            @Nullable String sha256) {}

    /** The agreements of this person that came into force, newest first. */
    List<Entry> agreementsOf(String userId) {
        return jdbc.sql(AGREEMENTS)
                .param("userId", userId)
                .query((row, number) -> new Entry(
                        Agreement.keyOf(row.getLong("id")) + "/T" + row.getInt("term_number"),
                        other(userId, row.getString("supervisor"), row.getString("supervisee")),
                        LondonWords.of(row.getObject("effective_on", LocalDate.class)),
                        0))
                .list();
    }

    /** The records of this person's sessions that were distributed, newest first. */
    List<Entry> recordsOf(String userId) {
        return jdbc.sql(RECORDS)
                .param("userId", userId)
                .query((row, number) -> new Entry(
                        SupervisionSession.keyOf(row.getLong("id")),
                        other(userId, row.getString("supervisor"), row.getString("supervisee")),
                        LondonWords.of(
                                row.getObject("start_at", OffsetDateTime.class).toInstant()),
                        row.getInt("version_number")))
                .list();
    }

    /** An agreement as both signed it, with their signatures; nothing where it isn't this person's. */
    Optional<Copy> agreement(String termKey, String userId) {
        return terms.copyFor(userId, termKey)
                .map(text -> new Copy("Supervision agreement " + termKey, text, List.of(), List.of(), null));
    }

    /** The latest distributed version of a session's record; nothing where it isn't this person's. */
    Optional<Copy> record(String sessionKey, String userId) {
        return find(recordsOf(userId), sessionKey)
                .flatMap(entry -> records.versions(SupervisionSession.idOf(sessionKey)).stream()
                        .filter(version -> version.versionNumber() == entry.version())
                        .findFirst()
                        .map(version -> copyOf(sessionKey, version)));
    }

    private Copy copyOf(String sessionKey, RecordVersion version) {
        List<Line> lines = summary.of(version.read()).stream().map(this::line).toList();
        List<String> signatures = new ArrayList<>();
        records.signatures(version.sessionId()).stream()
                .filter(signature -> signature.versionNumber() == version.versionNumber())
                .forEach(signature -> signatures.add(inWords(signature)));
        records.unsigned(version.sessionId()).stream()
                .filter(unsigned -> unsigned.versionNumber() == version.versionNumber())
                .forEach(unsigned ->
                        signatures.add("Unsigned by " + people.nameOf(unsigned.party()) + ": " + unsigned.reason()));
        String title = "Record of session " + sessionKey + ", version " + version.versionNumber();
        return new Copy(title, null, lines, signatures, version.contentSha256());
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

    private String other(String userId, String supervisor, String supervisee) {
        return people.nameOf(supervisor.equals(userId) ? supervisee : supervisor);
    }

    private static Optional<Entry> find(List<Entry> entries, String key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }
}
