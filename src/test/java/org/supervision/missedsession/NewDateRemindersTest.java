package org.supervision.missedsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.supervision.notification.Reminder;
import org.supervision.notification.Reminder.Phase;
import org.supervision.session.SupervisionSession;

@DisplayName("Both are reminded to agree a new date two working days after the miss (B8)")
@Deployment(
        resources = {
            "bpmn/missed-session-escalation.bpmn",
            "bpmn/escalation-resolution.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/escalation-routing.dmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class NewDateRemindersTest {

    @RegisterExtension
    static ProcessEngineCoverageExtension extension =
            ProcessEngineCoverageExtension.builder().build();

    private CaseTestBed bed;

    @AfterEach
    void close() {
        bed.close();
    }

    private MissedCase missed(String start, String... policyFromTo) {
        bed = new CaseTestBed(extension.getProcessEngine(), "2027-02-01T09:00", CaseTestBed.policy(policyFromTo));
        long agreement = bed.agreement("2027-02-01");
        SupervisionSession session = bed.book(agreement, start);
        bed.advanceTo(start.substring(0, 10) + "T17:00");
        bed.miss(session);
        return bed.open(agreement);
    }

    @Test
    @DisplayName("from the first moment of that day, while the date is sought")
    void remindsBoth() {
        MissedCase missed = missed("2027-03-01T10:00");

        assertThat(between("2027-03-01T17:00", "2027-03-02T23:59:59")).isEmpty();
        assertThat(between("2027-03-02T23:59:59", "2027-03-03T00:00"))
                .extracting(Reminder::userId, Reminder::about, Reminder::phase, Reminder::businessKey, Reminder::dueOn)
                .containsExactly(
                        tuple("supervisor", "agree-new-date", Phase.AHEAD, missed.key(), LocalDate.of(2027, 3, 8)),
                        tuple("worker", "agree-new-date", Phase.AHEAD, missed.key(), LocalDate.of(2027, 3, 8)));
        assertThat(between("2027-03-03T00:00", "2027-03-03T09:00")).isEmpty();

        bed.completeAs(
                "worker", "Task_AgreeNewDate", missed, Map.of("decision", "NEW_DATE", "start", "2027-03-09T10:00"));
        assertThat(between("2027-03-02T09:00", "2027-03-03T06:00"))
                .as("a date is found")
                .isEmpty();
    }

    @Test
    @DisplayName("Good Friday and Easter Monday don't count")
    void acrossEaster() {
        missed("2027-03-25T10:00");

        assertThat(between("2027-03-25T17:00", "2027-04-05T00:00"))
                .extracting(Reminder::remindOn, Reminder::dueOn)
                .containsOnly(tuple(LocalDate.of(2027, 3, 31), LocalDate.of(2027, 4, 5)));
    }

    @Test
    @DisplayName("the Christmas closure does not count, even where the two weeks bring the due date forward")
    void acrossTheChristmasClosure() {
        missed("2027-12-21T10:00", "closureDays: []", "closureDays: [2027-12-24, 2027-12-29, 2027-12-30, 2027-12-31]");

        assertThat(between("2027-12-21T17:00", "2028-01-04T00:00"))
                .extracting(Reminder::remindOn, Reminder::dueOn)
                .containsOnly(tuple(LocalDate.of(2027, 12, 23), LocalDate.of(2028, 1, 4)));
    }

    @Test
    @DisplayName("no reminder comes ahead of a date that is due by then")
    void neverAfterTheDueDate() {
        missed(
                "2027-12-21T10:00",
                "closureDays: []",
                "closureDays: [2027-12-22, 2027-12-23, 2027-12-24, 2027-12-29, 2027-12-30, 2027-12-31]");

        assertThat(between("2027-12-21T17:00", "2028-01-04T12:00")).isEmpty();
    }

    private List<Reminder> between(String from, String to) {
        return bed.get(NewDateReminders.class).due(CaseTestBed.instant(from), CaseTestBed.instant(to));
    }
}
