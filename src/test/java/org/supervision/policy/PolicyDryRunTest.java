package org.supervision.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.PolicyDryRun.Effect;
import org.supervision.policy.PolicyDryRun.Findings;
import org.supervision.policy.PolicyDryRun.Kind;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;

/** What a proposal would mean, with the real services and an agreement of four weeks. */
@Deployment(
        resources = {
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/record-deadline.dmn"
        })
class PolicyDryRunTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private SessionTestBed bed;
    private SupervisionSession session;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(ENGINE.getProcessEngine());
    }

    private void booked() {
        session = bed.book(
                bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms()),
                LocalDateTime.of(2027, 1, 11, 10, 0));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private List<Effect> effects(Map<String, String> changes) {
        return found(changes, PolicyDryRun.MOST).effects();
    }

    private Findings found(Map<String, String> changes, int most) {
        Policies policies = bed.get(Policies.class);
        StaticListableBeanFactory features = new StaticListableBeanFactory();
        bed.all(Expectations.class)
                .forEach(one -> features.addBean(one.getClass().getName(), one));
        LocalDate day = LocalDate.of(2027, 3, 1);
        PolicyReader.Outcome outcome = policies.with(new PolicyChange("proposal", day, "combined", changes));
        assertThat(outcome.problems()).isEmpty();
        return bed.inTransaction(() -> new PolicyDryRun(
                        policies,
                        features.getBeanProvider(Expectations.class),
                        bed.get(AgreementSampling.class),
                        bed.get(WorkingCalendar.class),
                        most)
                .of(policies.on(day, outcome)));
    }

    @Test
    @DisplayName("F116: a lower ceiling puts a longer agreed interval outside of what is allowed")
    void aLowerCeiling() {
        booked();

        assertThat(effects(Map.of("frequency.ceilingDays", "14")))
                .extracting(
                        Effect::kind,
                        effect -> effect.expected().rule(),
                        effect -> effect.expected().about())
                .contains(tuple(Kind.OUTSIDE, "Agreed interval longer than allowed (B1)", "AG-000001"));
    }

    @Test
    @DisplayName("F116: sooner, later, new and gone, each with the date so far; what does not change is not told")
    void datesThatMove() {
        booked();

        assertThat(effects(Map.of("review.months", "3", "outcome.presumeMissedWd", "3", "outcome.recordByWd", "3")))
                .extracting(
                        Effect::kind,
                        effect -> effect.expected().rule(),
                        effect -> effect.expected().item(),
                        Effect::before,
                        effect -> effect.expected().by())
                .containsExactly(
                        tuple(
                                Kind.SOONER,
                                "Review of the agreement (B9)",
                                "AG-000001/T1",
                                LocalDate.of(2027, 7, 4),
                                LocalDate.of(2027, 4, 4)),
                        tuple(
                                Kind.LATER,
                                "Outcome of a session (B8)",
                                session.key(),
                                LocalDate.of(2027, 1, 12),
                                LocalDate.of(2027, 1, 14)));
        assertThat(effects(Map.of("booking.horizon", "1")))
                .extracting(Effect::kind, effect -> effect.expected().rule())
                .containsExactly(tuple(Kind.GONE, "Sessions to book (B3)"));
        assertThat(effects(Map.of("mail.window.from", "08:00"))).isEmpty();
    }

    @Test
    @DisplayName(
            "F116: of more agreements than it looks at it looks at some, spread evenly, and tells how many there are")
    void someOfMany() {
        for (int i = 0; i < 10; i++) {
            bed.agreementWithoutBooking("supervisor" + i, "worker", SessionTestBed.terms());
        }
        Map<String, String> later = Map.of("booking.restoreWd", "4");

        Findings some = found(later, 4);
        assertThat(some.lookedAt()).isEqualTo(4);
        assertThat(some.inForce()).isEqualTo(10);
        assertThat(some.isOfAll()).isFalse();
        assertThat(some.effects())
                .extracting(
                        effect -> effect.expected().rule(),
                        effect -> effect.expected().about())
                .containsExactly(
                        tuple("Sessions to book (B3)", "AG-000001"),
                        tuple("Sessions to book (B3)", "AG-000004"),
                        tuple("Sessions to book (B3)", "AG-000006"),
                        tuple("Sessions to book (B3)", "AG-000009"));
        assertThat(found(later, 4)).as("the same ones the next time").isEqualTo(some);
        for (int most : new int[] {10, 11}) {
            Findings all = found(later, most);
            assertThat(all.effects()).hasSize(10);
            assertThat(all.isOfAll()).isTrue();
        }
    }

    @Test
    @DisplayName("F116: a dry run changes nothing, and what holds is as before after it")
    void nothingIsChanged() {
        booked();

        effects(Map.of("booking.horizon", "1"));

        assertThat(bed.get(Policies.class).current().booking().horizon()).isEqualTo(2);
    }
}
