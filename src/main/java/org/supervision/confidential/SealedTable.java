package org.supervision.confidential;

import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A table whose rows are sealed when they are made: that they are there, and what of them never changes. */
public enum SealedTable {
    /** Every agreement, also one that was never signed. */
    AGREEMENT("t.id", "agreement t", "t.created_at"),
    /** Every session. */
    SUPERVISION_SESSION("t.agreement_id", "supervision_session t", "t.supervisee, t.booked_at"),
    /** Signatures of agreements (A-sig, B-sig). */
    AGREEMENT_SIGNATURE(
            "a.agreement_id",
            "agreement_signature t join agreement_term a on a.id = t.term_id",
            "t.term_id, t.party, t.signer, t.signer_name, t.text_sha256, t.signed_at"),
    /** That a term was signed on paper, and who entered it here (F11). */
    PAPER_AGREEMENT(
            "a.agreement_id",
            "paper_agreement t join agreement_term a on a.id = t.term_id",
            "t.term_id, t.last_held_on, t.imported_by, t.imported_at"),
    /** What parties did with a record (A6.2, A7.1). */
    RECORD_SIGNATURE(
            "a.agreement_id",
            "record_signature t join supervision_session a on a.id = t.session_id",
            "t.session_id, t.version_number, t.signer, t.decision, t.agenda_agreed, t.content_sha256, t.signed_at,"
                    + " case when t.remark is null then 0 else 1 end as remarked"),
    /** That a party did not sign a record. */
    RECORD_UNSIGNED(
            "a.agreement_id",
            "record_unsigned t join supervision_session a on a.id = t.session_id",
            "t.session_id, t.version_number, t.party, t.explained_at"),
    /** Confirmations of reviews, and refusals. */
    AGREEMENT_REVIEW_ANSWER(
            "a.agreement_id",
            "agreement_review_answer t join agreement_review a on a.id = t.review_id",
            "t.review_id, t.answer, t.answered_by, t.answered_by_name, t.answered_at, t.signed_text_sha256,"
                    + " case when t.answer_comment is null then 0 else 1 end as commented"),
    /** Certificates of disposal (A6.3): of the file of their agreement nothing else is left. */
    DISPOSAL_CERTIFICATE("t.agreement_id", "disposal_certificate t", "t.certificate_sha256, t.disposed_at"),
    /** The end of the log of readings, once a day. */
    READ_LOG("0", "(select entry_number as id, entry_hash from read_log) t", "t.entry_hash");

    private final String agreement;
    private final String from;
    private final String values;

    SealedTable(String agreement, String from, String values) {
        this.agreement = agreement;
        this.from = from;
        this.values = values;
    }

    /** The table's name. */
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SealedTable> of(String table) {
        return Arrays.stream(values())
                .filter(one -> one.table().equalsIgnoreCase(table))
                .findFirst();
    }

    /** Whether every row has a seal. */
    boolean isWhollySealed() {
        return this != READ_LOG;
    }

    /** What is sealed of its rows, by id. */
    String rows() {
        return "select t.id, %s as agreement_id, %s from %s".formatted(agreement, values, from);
    }

    /** What is sealed of a row, as one text. */
    String text(Map<String, Object> row) {
        StringBuilder text = new StringBuilder(table());
        row.values().stream()
                .map(SealedTable::written)
                .forEach(value ->
                        text.append('|').append(value.length()).append(':').append(value));
        return text.toString();
    }

    /** The databases answer a time each in a way of its own. */
    private static String written(Object value) {
        if (value instanceof Timestamp time) {
            return time.toInstant().toString();
        }
        return value instanceof OffsetDateTime time ? time.toInstant().toString() : String.valueOf(value);
    }

    static List<SealedTable> whollySealed() {
        return Arrays.stream(values()).filter(SealedTable::isWhollySealed).toList();
    }
}
