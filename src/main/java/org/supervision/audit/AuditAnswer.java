package org.supervision.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * The answer to one question of one file.
 *
 * @param id the row id; null before the row exists
 * @param kept where it was counted: how many were as they should be; null otherwise
 * @param counted and of how many
 * @param note the auditor's own words
 */
@Table("audit_answer")
public record AuditAnswer(
        @Id @Nullable Long id,
        long fileId,
        Question question,
        Verdict answer,
        @Nullable Integer kept,
        @Nullable Integer counted,
        @Nullable String note) {

    static AuditAnswer byAuditor(long fileId, Question question, Verdict answer, @Nullable String note) {
        return new AuditAnswer(null, fileId, question, answer, null, null, note);
    }

    /** All of them as they should be, or none that it could be asked of. */
    static AuditAnswer counted(long fileId, Question question, int kept, int of) {
        Verdict answer = of == 0 ? Verdict.NOT_APPLICABLE : kept == of ? Verdict.YES : Verdict.NO;
        return new AuditAnswer(null, fileId, question, answer, kept, of, null);
    }

    /** The answer in words, with the numbers where they tell more. */
    public String inWords() {
        boolean isPartly = kept != null && counted != null && counted > 1;
        return answer.words() + (isPartly ? " (" + kept + " of " + counted + ")" : "");
    }
}
