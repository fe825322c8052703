package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.supervision.TestBed;
import org.supervision.calendar.London;
import org.supervision.engine.ProcessStart;
import org.supervision.taskform.FormErrors.FieldError;
import org.supervision.taskform.FormView;

/**
 * The real services of agreements and reviews on a database of their own, with the demo people, beside a bare engine that
 * calls them from the models. The clock stands still at Monday 4 January 2027, 09:00 until it is moved.
 */
public final class AgreementTestBed extends TestBed {

    /** When every test begins. */
    public static final LocalDate TODAY = LocalDate.of(2027, 1, 4);

    public AgreementTestBed(ProcessEngine engine) {
        this(engine, "combined");
    }

    /** @param profile of the policy */
    public AgreementTestBed(ProcessEngine engine, String profile) {
        super(engine, instant(TODAY, LocalTime.of(9, 0)), policy(), profile, AgreementServices.class);
    }

    /** Puts engine and services at this London time. */
    public void at(LocalDate day, LocalTime time) {
        at(instant(day, time));
    }

    private static Instant instant(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(London.ZONE).toInstant();
    }

    /** Starts a process as a person does. */
    public ProcessInstance start(String processId, String userId) {
        ProcessStart start = all(ProcessStart.class).stream()
                .filter(candidate -> candidate.processId().equals(processId))
                .findFirst()
                .orElseThrow();
        return engine.getRuntimeService()
                .startProcessInstanceByKey(processId, start.begin(userId), Map.of("initiator", userId));
    }

    /** An agreement between {@code supervisor} and {@code worker}, every four weeks, in force from today; no process runs. */
    public Agreement agreementInForce() {
        return agreementInForce("worker", 4);
    }

    /** An agreement of {@code supervisor} with this interval, in force from today; no process runs. */
    public Agreement agreementInForce(String supervisee, int weeks) {
        AgreementTermService terms = get(AgreementTermService.class);
        String key = terms.open("supervisor");
        get(TermsDrafting.class).propose(key, supervisee, terms(weeks), "supervisor");
        get(TermsDrafting.class).checkFrequency(key);
        agreeAndSign(key, supervisee);
        return terms.agreementOf(key);
    }

    /** Takes a term that the supervisee considers into force. */
    public void agreeAndSign(String key, String supervisee) {
        AgreementTermService terms = get(AgreementTermService.class);
        get(TermsDrafting.class).answer(key, Answer.AGREE, null, "Time to think", supervisee);
        terms.sign(key, Party.SUPERVISOR, "supervisor");
        terms.sign(key, Party.SUPERVISEE, supervisee);
        terms.activate(key);
    }

    /** Terms with this interval. */
    public static AgreementTerms terms(int weeks) {
        return new AgreementTerms(
                weeks,
                "Room 3, Swift House",
                90,
                MeetingMode.FACE_TO_FACE,
                null,
                RecordAuthor.SUPERVISOR,
                5,
                "cover",
                "The covering manager holds the session.",
                "We both come prepared.",
                null);
    }

    /** What the form of this task shows to its assignee. */
    public FormView show(Task task) {
        return show(task, task.getAssignee());
    }

    /** What is wrong with these values. */
    public List<FieldError> errors(Task task, Record values) {
        return check(task, task.getAssignee(), values).errors();
    }

    /** What is worth knowing about these values. */
    public List<FieldError> warnings(Task task, Record values) {
        return check(task, task.getAssignee(), values).warnings();
    }

    /** The kinds of the mails that this person was sent. */
    public List<String> mailsTo(String userId) {
        return noticesTo(userId).stream().map(notice -> notice.kind().name()).toList();
    }

    @EnableJdbcRepositories(basePackages = {"org.supervision.agreement", "org.supervision.review"})
    @ComponentScan(basePackages = {"org.supervision.agreement", "org.supervision.review"})
    static class AgreementServices extends Services {}
}
