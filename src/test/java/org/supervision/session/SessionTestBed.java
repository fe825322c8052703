package org.supervision.session;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.supervision.TestBed;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementInForce;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.RecordAuthor;
import org.supervision.calendar.London;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.CountedAnew;

/**
 * The real services of sessions on a database of their own, with the demo people, beside a bare engine that calls them from
 * the models. The clock stands still at Monday 4 January 2027, 09:00 in London until it is moved.
 */
public final class SessionTestBed extends TestBed {

    /** When every test begins: a Monday. */
    public static final LocalDate TODAY = LocalDate.of(2027, 1, 4);

    public static final String SUPERVISOR = "supervisor";
    public static final String SUPERVISEE = "worker";

    public SessionTestBed(ProcessEngine engine) {
        this(engine, policy(), "combined");
    }

    /**
     * @param policy text of the policy file
     * @param profile of the policy
     */
    public SessionTestBed(ProcessEngine engine, String policy, String profile) {
        super(engine, instant(TODAY.atTime(9, 0)), policy, profile, SessionServices.class);
    }

    /** Puts engine and services at this London time. */
    public void at(LocalDate day, LocalTime time) {
        at(day.atTime(time));
    }

    /** Puts engine and services at this London time. */
    public void at(LocalDateTime london) {
        at(instant(london));
    }

    private static Instant instant(LocalDateTime london) {
        return london.atZone(London.ZONE).toInstant();
    }

    /** The terms that most tests agree on: every four weeks, ninety minutes, the supervisor writes in five working days. */
    public static AgreementTerms terms() {
        return new AgreementTerms(
                4,
                "Room 12",
                90,
                MeetingMode.FACE_TO_FACE,
                null,
                RecordAuthor.SUPERVISOR,
                5,
                "cover",
                "Chloe takes over",
                null,
                null);
    }

    /** An agreement in force from today; both are asked to book. */
    public long agreement() {
        return agreement(SUPERVISOR, SUPERVISEE, terms());
    }

    /** An agreement in force from today; both are asked to book. */
    public long agreement(String supervisor, String supervisee, AgreementTerms terms) {
        long id = agreementWithoutBooking(supervisor, supervisee, terms);
        publish(new AgreementInForce(id));
        return id;
    }

    /** An agreement in force from today, before anybody is asked to book. */
    public long agreementWithoutBooking(String supervisor, String supervisee, AgreementTerms terms) {
        return insertAgreement(
                supervisor, supervisee, get(WorkingCalendar.class).today(), terms);
    }

    /** A session booked at this London time, whatever is booked otherwise. */
    public SupervisionSession book(long agreementId, LocalDateTime start) {
        return inTransaction(() -> get(SessionService.class)
                .book(new NewSession(
                        agreementId,
                        instant(start),
                        terms().duration(),
                        "Room 12",
                        MeetingMode.FACE_TO_FACE,
                        null,
                        null,
                        null)));
    }

    /**
     * A session that was held at this London time for ninety minutes, with its record written and distributed; its own
     * process is out of the way.
     */
    public SupervisionSession recorded(long agreementId, LocalDateTime start, RecordDraft draft) {
        SupervisionSession session = withoutProcess(agreementId, start);
        at(start.plusMinutes(95));
        inTransaction(() -> {
            HeldSession held = new HeldSession(
                    instant(start),
                    instant(start).plus(terms().duration()),
                    MeetingMode.FACE_TO_FACE,
                    true,
                    null,
                    null,
                    List.of());
            get(SessionService.class).hold(session.requireId(), held, session.supervisor());
            get(RecordService.class).write(session.requireId(), draft, session.supervisor());
            get(RecordService.class).distribute(session.requireId());
        });
        return session(session);
    }

    /** Signs a distributed record for both, and closes it. */
    public void signed(SupervisionSession session) {
        RecordService records = get(RecordService.class);
        inTransaction(() -> {
            records.sign(session.requireId(), session.supervisor(), SignatureDecision.SIGN, null, true);
            records.sign(session.requireId(), session.supervisee(), SignatureDecision.SIGN, null, true);
            records.close(session.requireId());
        });
    }

    /** A session that did not take place at this London time, which is said a day later; its own process is out of the way. */
    public void missed(long agreementId, LocalDateTime start) {
        SupervisionSession session = withoutProcess(agreementId, start);
        at(start.plusDays(1));
        inTransaction(() -> get(SessionService.class)
                .miss(session.requireId(), session.supervisor(), ReasonClass.WORKLOAD, "Duty"));
    }

    private SupervisionSession withoutProcess(long agreementId, LocalDateTime start) {
        SupervisionSession session = book(agreementId, start);
        engine.getRuntimeService()
                .deleteProcessInstance(
                        instance("supervisionSession", session.key()).getId(), "said by hand");
        return session;
    }

    /** The session as it stands now. */
    public SupervisionSession session(SupervisionSession session) {
        return get(SessionService.class).require(session.requireId());
    }

    /** The running instance of booking for an agreement; null where there is none. */
    public ProcessInstance booking(long agreementId) {
        return instance("sessionBooking", Agreement.keyOf(agreementId));
    }

    @Import(CountedAnew.class)
    @EnableJdbcRepositories(
            basePackages = {
                "org.supervision.agreement",
                "org.supervision.caseload",
                "org.supervision.caseexport",
                "org.supervision.compliance",
                "org.supervision.diary",
                "org.supervision.session",
                "org.supervision.absence",
                "org.supervision.review",
                "org.supervision.personalmatter",
                "org.supervision.disclosure",
                "org.supervision.handover",
                "org.supervision.retention",
                "org.supervision.audit",
                "org.supervision.subjectaccess"
            })
    @ComponentScan(
            basePackages = {
                "org.supervision.agreement",
                "org.supervision.caseload",
                "org.supervision.closure",
                "org.supervision.caseexport",
                "org.supervision.compliance",
                "org.supervision.diary",
                "org.supervision.session",
                "org.supervision.absence",
                "org.supervision.review",
                "org.supervision.personalmatter",
                "org.supervision.disclosure",
                "org.supervision.handover",
                "org.supervision.retention",
                "org.supervision.standin",
                "org.supervision.subjectaccess",
                "org.supervision.onpaper",
                "org.supervision.audit"
            })
    static class SessionServices extends Services {

        @Bean
        DisagreementDecisions decisions() {
            return sessionId -> List.of();
        }
    }
}
