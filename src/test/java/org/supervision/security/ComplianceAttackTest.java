package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who sees which of the monthly numbers. */
class ComplianceAttackTest extends AttackTest {

    private static final String PAGE = "/api/compliance";
    private static final String MONTH = PAGE + "/2026-11";
    private static final String OF_MONTH = " from compliance_report where month_on = date '2026-11-01'";

    @BeforeEach
    void count() {
        jdbc.sql("insert into compliance_report (month_on, counted_at) values (date '2026-11-01', current_timestamp)")
                .update();
        for (String supervisor : List.of("supervisor", "linemanager")) {
            jdbc.sql(
                            "insert into compliance_line (report_id, supervisor, service, agreements, in_time, held, unconfirmed,"
                                    + " missed, records_due, records_on_time, cases_open, unsigned_agreements, unbooked)"
                                    + " select id, :supervisor, '=Children', 7, 6, 5, 4, 3, 2, 1, 0, 0, 0" + OF_MONTH)
                    .param("supervisor", supervisor)
                    .update();
        }
        for (String reason : List.of("SICKNESS", "WORKLOAD")) {
            jdbc.sql("insert into compliance_reason (report_id, service, reason_class, sessions)"
                            + " select id, '=Children', :reason, :sessions" + OF_MONTH)
                    .param("reason", reason)
                    .param("sessions", reason.equals("SICKNESS") ? 2 : 3)
                    .update();
        }
    }

    @AfterEach
    void forget() {
        List.of("compliance_reason", "compliance_line", "compliance_report", "unallocated_supervisee")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    @Test
    @DisplayName("monthly numbers are for managers, each of the supervisors below, and for process owners")
    void numbersAreForManagers() {
        for (String userId : List.of("worker", "nqsw", "supervisor", "cover", "records", "auditor", "admin")) {
            for (String path : List.of(PAGE, MONTH, MONTH + "/file")) {
                assertThat(demo.as(userId).get(path).status()).as(userId + path).isEqualTo(404);
            }
        }
        for (String wrong : List.of("/2026-13", "/1", "/2026-10", "/..%2Fretention", "/2026-11/x")) {
            assertThat(demo.as("processowner").get(PAGE + wrong).status())
                    .as(wrong)
                    .isGreaterThanOrEqualTo(400);
        }
        assertThat(demo.as("linemanager").get(PAGE).expect(200).body()).contains("November 2026", "/api/audits");
        assertThat(Jsoup.parse(demo.as("linemanager").get(MONTH).expect(200).body())
                        .select("main")
                        .text())
                .contains("Sarah Bennett")
                .doesNotContain("Farida Hussain", "Sickness");
        assertThat(demo.as("processowner").get(MONTH).expect(200).body())
                .contains("Sarah Bennett", "Farida Hussain", "Workload", "fewer than 5")
                .doesNotContain("Daniel Okafor");
        assertThat(demo.as("servicemanager").get(MONTH + "/file").expect(200).body())
                .contains("Farida Hussain,'=Children,7,6,5,4,3,2,1,0,0,0");
    }

    @Test
    @DisplayName("R126: who has no supervisor is for the managers above, and for process owners")
    void theListOfTheUnallocatedIsForTheLine() {
        for (String[] pair : new String[][] {{"worker", "supervisor"}, {"linemanager", "servicemanager"}}) {
            jdbc.sql("insert into unallocated_supervisee (supervisee, open_for, former, reason, state, since_on,"
                            + " interim_due_on, permanent_due_on, opened_at, row_version)"
                            + " values (:supervisee, :supervisee, :former, 'LOST', 'INTERIM_WANTED', date '2027-02-01',"
                            + " date '2027-02-08', date '2027-03-01', timestamp '2027-02-01 00:00:00', 0)")
                    .param("supervisee", pair[0])
                    .param("former", pair[1])
                    .update();
        }
        assertThat(demo.as("linemanager").get(PAGE).expect(200).body())
                .contains("Daniel Okafor", "Sarah Bennett", "nobody yet", "1 March 2027")
                .doesNotContain("Graham Whitlock");
        assertThat(demo.as("strategicmanager").get(PAGE).expect(200).body())
                .contains("Daniel Okafor", "Farida Hussain", "Graham Whitlock");
        assertThat(demo.as("processowner").get(PAGE).expect(200).body()).contains("Daniel Okafor", "Farida Hussain");
    }
}
