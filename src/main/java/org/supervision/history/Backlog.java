package org.supervision.history;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is stuck at this moment, in numbers: steps that have failed for good, and mail that has not gone out. */
@Component
public class Backlog {

    private static final String INCIDENTS = """
            select d.NAME_, count(*) as NUMBER_, min(i.INCIDENT_TIMESTAMP_) as SINCE_
            from ACT_RU_INCIDENT i left join ACT_RE_PROCDEF d on d.ID_ = i.PROC_DEF_ID_
            where i.ROOT_CAUSE_INCIDENT_ID_ = i.ID_
            group by d.NAME_ order by NUMBER_ desc, d.NAME_""";

    private static final String MAILS = """
            select sum(case when status = 'QUEUED' then 1 else 0 end) as waiting,
                sum(case when status = 'QUEUED' and attempts > 0 then 1 else 0 end) as tried,
                sum(case when status = 'REJECTED' then 1 else 0 end) as rejected,
                min(case when status = 'QUEUED' then queued_at end) as since
            from mail where status in ('QUEUED', 'REJECTED')""";

    private final JdbcClient jdbc;

    Backlog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Failed steps of one process.
     *
     * @param process its name
     * @param since when the first of them failed
     */
    public record Incidents(String process, long number, Instant since) {}

    /**
     * Mail that has not gone out.
     *
     * @param waiting for mail hours, or for the mail server
     * @param tried those of them that were tried in vain
     * @param rejected for whose address somebody has a task
     * @param since when the oldest that waits was queued; null where none does
     */
    public record Mails(
            long waiting,
            long tried,
            long rejected,
            @Nullable Instant since) {}

    /** The failed steps by process, the most first. */
    @Transactional(readOnly = true)
    public List<Incidents> incidents() {
        return jdbc.sql(INCIDENTS)
                .query((row, n) -> new Incidents(
                        row.getString("NAME_") == null ? "" : row.getString("NAME_"),
                        row.getLong("NUMBER_"),
                        row.getTimestamp("SINCE_").toInstant()))
                .list();
    }

    /** The mail that has not gone out. */
    @Transactional(readOnly = true)
    public Mails mails() {
        return jdbc.sql(MAILS)
                .query((row, n) -> {
                    OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
                    return new Mails(
                            row.getLong("waiting"),
                            row.getLong("tried"),
                            row.getLong("rejected"),
                            since == null ? null : since.toInstant());
                })
                .single();
    }
}
