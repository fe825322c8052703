package org.supervision.agreement;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.DirectoryChanged;

/**
 * Has an agreement reviewed early when whoever is supervised has another role, kind of post or hours than when it came into
 * force or was reviewed last (F75, B9).
 */
@Component
@Transactional
public class PostChanges {

    private static final Logger LOG = LoggerFactory.getLogger(PostChanges.class);

    /** Compares the directory of today with that of the day on which the terms began or were reviewed. */
    private static final String CHANGED = """
            select agreement.id
              from agreement
              join agreement_term term on term.agreement_id = agreement.id and term.status = 'IN_FORCE'
              join person was on was.user_id = agreement.supervisee
               and was.valid_from <= greatest(term.effective_on, coalesce(agreement.last_reviewed_on, term.effective_on))
               and (was.valid_until is null
                    or was.valid_until > greatest(term.effective_on, coalesce(agreement.last_reviewed_on, term.effective_on)))
              join person present on present.user_id = agreement.supervisee
               and present.valid_from <= :today
               and (present.valid_until is null or present.valid_until > :today)
             where agreement.status = 'IN_FORCE'
               and (present.leaving_on is null or present.leaving_on >= :today)
               and (was.person_role <> present.person_role
                    or was.worker_type <> present.worker_type
                    or was.fte_percent <> present.fte_percent)
             order by agreement.id
            """;

    private final JdbcClient jdbc;
    private final AgreementTermService terms;
    private final UnderReview underReview;
    private final WorkingCalendar calendar;

    PostChanges(JdbcClient jdbc, AgreementTermService terms, UnderReview underReview, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.underReview = underReview;
        this.calendar = calendar;
    }

    @EventListener
    void on(DirectoryChanged changed) {
        if (!changed.first()) {
            reviewEarly();
        }
    }

    /** Starts the reviews that a change by today calls for; while one is open, or once it is completed, no other. */
    void reviewEarly() {
        List<Long> changed = jdbc.sql(CHANGED)
                .param("today", calendar.today())
                .query(Long.class)
                .list();
        for (long agreement : changed) {
            if (!underReview.isUnderReview(agreement)) {
                terms.startReviewEarly(agreement);
                LOG.info("{} is reviewed early: role or hours have changed", Agreement.keyOf(agreement));
            }
        }
    }
}
