package org.supervision.agreement;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.policy.AgreementSample;
import org.supervision.policy.AgreementSampling;

/** Every n-th agreement in force, in one statement. */
@Component
class EvenSampling implements AgreementSampling {

    private final JdbcClient jdbc;

    EvenSampling(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(long id, int inForce) {}

    /** Place by place the share that is chosen grows by most/all; whoever takes it past a whole number is chosen. */
    @Override
    public AgreementSample inForce(int most) {
        List<Row> rows = jdbc.sql("""
                        select id, in_force from (
                            select id, row_number() over (order by id) - 1 as place, count(*) over () as in_force
                              from agreement where status = 'IN_FORCE') counted
                         where mod(place * :most, in_force) < :most
                         order by id""")
                .param("most", most)
                .query((row, n) -> new Row(row.getLong("id"), row.getInt("in_force")))
                .list();
        return new AgreementSample(
                rows.stream().map(Row::id).toList(),
                rows.isEmpty() ? 0 : rows.get(0).inForce());
    }
}
