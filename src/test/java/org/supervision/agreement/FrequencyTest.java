package org.supervision.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often somebody is seen at least: the decision table, the agreed interval and the exceptions together. */
@Deployment(resources = {"bpmn/frequency-policy.dmn"})
class FrequencyTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private @Nullable AgreementTestBed bed;

    @AfterEach
    void close() {
        if (bed != null) {
            bed.close();
        }
    }

    @Test
    @DisplayName("R105, D1: the bands of a newly qualified worker who started on 4 January 2027")
    void bandsOfTheNewlyQualified() {
        bed = new AgreementTestBed(ENGINE.getProcessEngine());
        FrequencyTable table = bed.get(FrequencyTable.class);

        assertThat(table.maxIntervalDays("nqsw", LocalDate.of(2027, 1, 4))).isEqualTo(7);
        assertThat(table.maxIntervalDays("nqsw", LocalDate.of(2027, 2, 14))).isEqualTo(7);
        assertThat(table.maxIntervalDays("nqsw", LocalDate.of(2027, 2, 15))).isEqualTo(14);
        assertThat(table.maxIntervalDays("nqsw", LocalDate.of(2027, 7, 3))).isEqualTo(14);
        assertThat(table.maxIntervalDays("nqsw", LocalDate.of(2027, 7, 4))).isEqualTo(28);
        assertThat(table.maxIntervalDays("worker", LocalDate.of(2027, 1, 4))).isEqualTo(28);
    }

    @Test
    @DisplayName("D1: the shorter of the agreed interval and the table's counts")
    void theShorterCounts() {
        bed = new AgreementTestBed(ENGINE.getProcessEngine());
        long id = bed.agreementInForce("nqsw", 2).requireId();
        AgreementService agreements = bed.get(AgreementService.class);

        assertThat(agreements.effectiveIntervalDays(id, LocalDate.of(2027, 2, 14)))
                .isEqualTo(7);
        assertThat(agreements.effectiveIntervalDays(id, LocalDate.of(2027, 2, 15)))
                .isEqualTo(14);
        assertThat(agreements.effectiveIntervalDays(id, LocalDate.of(2027, 8, 1)))
                .isEqualTo(14);
    }

    @Test
    @DisplayName("D1: asking leaves nothing in the engine's history; what an agreement's terms are decided by is kept")
    void askingLeavesNoHistory() {
        bed = new AgreementTestBed(ENGINE.getProcessEngine());
        FrequencyTable table = bed.get(FrequencyTable.class);
        TermsDrafting drafting = bed.get(TermsDrafting.class);
        LocalDate day = LocalDate.of(2027, 2, 14);
        String key = bed.get(AgreementTermService.class).open("supervisor");
        drafting.propose(key, "nqsw", AgreementTestBed.terms(1), "supervisor");

        assertThat(bed.historyOf("supervisor", () -> table.maxIntervalDays("nqsw", day)))
                .containsExactly(0L, 0L, 0L);
        assertThat(bed.historyOf("supervisor", () -> drafting.limitDays("nqsw")))
                .containsExactly(0L, 0L, 0L);
        assertThat(bed.historyOf("supervisor", () -> table.decideMaxIntervalDays("nqsw", day)))
                .as("a decision, six inputs and four outputs, an entry for each of two properties")
                .containsExactly(1L, 10L, 2L);
        assertThat(bed.historyOf("supervisor", () -> drafting.checkFrequency(key))
                        .get(0))
                .isEqualTo(2);
        for (String person : List.of("nqsw", "worker", "supervisor")) {
            assertThat(table.maxIntervalDays(person, day)).isEqualTo(table.decideMaxIntervalDays(person, day));
        }
    }

    @Test
    @DisplayName("R104, R105: an exception lifts the ceiling, not the band of a newly qualified worker")
    void anExceptionLiftsTheCeilingOnly() {
        bed = new AgreementTestBed(ENGINE.getProcessEngine());
        TermsDrafting drafting = bed.get(TermsDrafting.class);
        String key = bed.get(AgreementTermService.class).open("supervisor");
        drafting.propose(key, "nqsw", AgreementTestBed.terms(6), "supervisor");
        assertThat(drafting.checkFrequency(key)).isFalse();
        drafting.decideException(key, true, LocalDate.of(2027, 12, 31), "Agreed", "servicemanager");
        bed.agreeAndSign(key, "nqsw");
        long id = Agreement.idOf(key);
        AgreementService agreements = bed.get(AgreementService.class);

        assertThat(agreements.effectiveIntervalDays(id, LocalDate.of(2027, 1, 10)))
                .isEqualTo(7);
        assertThat(agreements.effectiveIntervalDays(id, LocalDate.of(2027, 8, 1)))
                .isEqualTo(42);
        assertThat(agreements.effectiveIntervalDays(id, LocalDate.of(2027, 12, 31)))
                .isEqualTo(42);
        assertThat(agreements.effectiveIntervalDays(id, LocalDate.of(2028, 1, 1)))
                .isEqualTo(28);
    }
}
