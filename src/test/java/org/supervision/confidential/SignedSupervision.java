package org.supervision.confidential;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.persistence.Documents;

/** Rows of one supervision that was signed from its agreement to its review, put into a database of their own. */
public final class SignedSupervision {

    /** In every text. */
    public static final String CANARY = "Kanarienvogel";

    private static final Timestamp NOW = Timestamp.from(Instant.parse("2027-01-04T09:00:00Z"));
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 4);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TextCipher cipher;
    private final ConfidentialColumns columns = ConfidentialColumns.read();

    /** @param cipher null stores plain text, as earlier versions did */
    public SignedSupervision(DataSource database, TextCipher cipher) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.cipher = cipher;
    }

    /** Puts the rows in, and seals them unless they are an earlier version's; the session's id is 1, as everything's is that there is one of. */
    public void store() {
        insert("agreement", "supervisor", "sam", "supervisee", "kim", "status", "IN_FORCE", "created_at", NOW);
        for (int term = 1; term <= 2; term++) {
            String text = CANARY + " agreement " + term;
            insert(
                    "agreement_term",
                    "agreement_id",
                    1L,
                    "term_number",
                    term,
                    "status",
                    "IN_FORCE",
                    "carried_over",
                    false,
                    "started_on",
                    TODAY,
                    "unsigned_chase_at",
                    NOW,
                    "chase_due_on",
                    TODAY,
                    "terms",
                    CANARY + " terms",
                    "terms_version",
                    1,
                    "signed_text",
                    text,
                    "signed_text_sha256",
                    Documents.sha256(text),
                    "effective_on",
                    TODAY);
            for (String party : List.of("SUPERVISOR", "SUPERVISEE")) {
                insert(
                        "agreement_signature",
                        "term_id",
                        (long) term,
                        "party",
                        party,
                        "signer",
                        party.equals("SUPERVISOR") ? "sam" : "kim",
                        "signer_name",
                        "Sam",
                        "text_sha256",
                        Documents.sha256(text),
                        "signed_at",
                        NOW);
            }
        }
        for (long session = 1; session <= 2; session++) {
            session(session);
        }
        review();
        if (cipher != null) {
            transaction.executeWithoutResult(status -> new SealChain(jdbc, cipher).sealEarlier());
        }
    }

    private void session(long session) {
        insert(
                "supervision_session",
                "agreement_id",
                1L,
                "supervisor",
                "sam",
                "supervisee",
                "kim",
                "state",
                "HELD",
                "start_at",
                NOW,
                "end_at",
                NOW,
                "location",
                CANARY + " room",
                "meeting_mode",
                "FACE_TO_FACE",
                "booked_at",
                NOW,
                "ics_sequence",
                0,
                "moves",
                0);
        insert(
                "supervision_record",
                "session_id",
                session,
                "author",
                "sam",
                "due_on",
                TODAY,
                "case_files_due_on",
                TODAY,
                "distributed_at",
                NOW,
                "closed_at",
                NOW);
        for (int version = 1; version <= 2; version++) {
            String text = CANARY + " record " + session + "/" + version;
            insert(
                    "record_version",
                    "session_id",
                    session,
                    "version_number",
                    version,
                    "author",
                    "sam",
                    "written_at",
                    NOW,
                    "content",
                    text,
                    "content_sha256",
                    Documents.sha256(text));
        }
        insert("record_distribution", "session_id", session, "version_number", 2, "distributed_at", NOW);
        for (String signer : List.of("sam", "kim")) {
            insert(
                    "record_signature",
                    "session_id",
                    session,
                    "version_number",
                    2,
                    "signer",
                    signer,
                    "decision",
                    "SIGN",
                    "remark",
                    CANARY + " remark",
                    "agenda_agreed",
                    true,
                    "content_sha256",
                    Documents.sha256(CANARY + " record " + session + "/2"),
                    "signed_at",
                    NOW);
        }
        insert(
                "personal_matter",
                "session_id",
                session,
                "raised_by",
                "kim",
                "raised_at",
                NOW,
                "wording",
                CANARY + " matter");
    }

    private void review() {
        insert(
                "agreement_review",
                "agreement_id",
                1L,
                "term_key",
                "AG-000001/T1",
                "status",
                "AGREED",
                "started_on",
                TODAY,
                "due_on",
                TODAY,
                "prepare_due_on",
                TODAY,
                "overdue_at",
                NOW,
                "chase_due_on",
                TODAY,
                "notes",
                CANARY + " notes");
        insert(
                "agreement_review_answer",
                "review_id",
                1L,
                "answer",
                "CONFIRM",
                "answered_by",
                "kim",
                "answered_by_name",
                "Kim",
                "answered_at",
                NOW,
                "signed_text",
                CANARY + " outcome",
                "signed_text_sha256",
                Documents.sha256(CANARY + " outcome"));
    }

    private void insert(String table, Object... values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            row.put((String) values[i], values[i + 1]);
        }
        if (jdbc.sql("select count(*) from information_schema.columns where lower(table_name) = :table"
                                + " and lower(column_name) = 'row_version'")
                        .param("table", table)
                        .query(Integer.class)
                        .single()
                > 0) {
            row.put("row_version", 1);
        }
        Map<String, Object> stored = new LinkedHashMap<>(row);
        if (cipher != null) {
            columns.of(table).stream()
                    .filter(column -> row.containsKey(column.name()))
                    .forEach(column -> stored.put(
                            column.name(), cipher.encrypt((String) row.get(column.name()), column.in(row::get))));
        }
        jdbc.sql("insert into %s (%s) values (%s)"
                        .formatted(
                                table,
                                String.join(", ", stored.keySet()),
                                stored.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "))))
                .params(stored)
                .update();
    }

    /** What the database holds in its encrypted columns, as it is. */
    public List<String> raw() {
        List<String> texts = new ArrayList<>();
        for (ConfidentialColumn column : columns.all()) {
            texts.addAll(
                    jdbc
                            .sql("select %s from %s".formatted(column.name(), column.table()))
                            .query(String.class)
                            .list()
                            .stream()
                            .filter(Objects::nonNull)
                            .toList());
        }
        return texts;
    }

    /** What the database holds in its encrypted columns, read with this cipher. */
    public List<String> read(TextCipher reader) {
        return columns.all().stream()
                .flatMap(column ->
                        TestCipher.stored(jdbc, reader, column.table(), column.name(), column.name() + " is not null")
                                .stream())
                .toList();
    }
}
