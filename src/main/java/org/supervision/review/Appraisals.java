package org.supervision.review;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When the supervisee's performance appraisal is due (B0). Supervision runs beside it: the review shows date and numbers
 * together, and no word of a record goes from one to the other.
 */
@Component
public class Appraisals {

    private final JdbcClient jdbc;

    Appraisals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The London date of the next appraisal under this agreement, once one is known. */
    public Optional<LocalDate> dueOn(long agreementId) {
        return jdbc.sql("select due_on from appraisal_date where agreement_id = :agreement")
                .param("agreement", agreementId)
                .query(LocalDate.class)
                .optional();
    }

    /**
     * Keeps when the next appraisal is due.
     *
     * @param dueOn London date; null where none is known any more
     */
    public void note(long agreementId, @Nullable LocalDate dueOn) {
        jdbc.sql("delete from appraisal_date where agreement_id = :agreement")
                .param("agreement", agreementId)
                .update();
        if (dueOn != null) {
            jdbc.sql("insert into appraisal_date (agreement_id, due_on) values (:agreement, :dueOn)")
                    .param("agreement", agreementId)
                    .param("dueOn", dueOn)
                    .update();
        }
    }
}
