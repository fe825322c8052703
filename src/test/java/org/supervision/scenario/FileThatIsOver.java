package org.supervision.scenario;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A supervision file that is to be disposed of: no script can wait that long for one. */
public final class FileThatIsOver {

    private FileThatIsOver() {}

    /** Makes an agreement with somebody long gone, which ended on 29 January 2020, and answers its row id. */
    public static long make(JdbcClient jdbc) {
        jdbc.sql("insert into agreement (supervisor, supervisee, status, created_at, ended_on, row_version) values"
                        + " ('supervisor', 'longgone', 'ENDED', timestamp with time zone '2019-01-01 00:00:00Z',"
                        + " date '2020-01-29', 1)")
                .update();
        long id = jdbc.sql("select max(id) from agreement").query(Long.class).single();
        jdbc.sql(
                        "insert into agreement_term (agreement_id, term_number, status, carried_over, started_on,"
                                + " unsigned_chase_at, chase_due_on, terms_version, row_version) values (:id, 1, 'ENDED', false,"
                                + " date '2019-01-01', timestamp with time zone '2019-01-01 00:00:00Z', date '2019-01-01', 0, 1)")
                .param("id", id)
                .update();
        return id;
    }
}
