package org.supervision.session;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.Parties;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.policy.Policies;

/**
 * Ad hoc consultations between sessions, and group sessions: logged once they are over, with a record that is read like any
 * other. They keep the agreed interval, and close a case of missed supervision, only where the policy counts groups (E28).
 */
@Service
@Transactional
public class Consultations {

    private static final RecordContent.Item NO_DECISION =
            new RecordContent.Item("DE", "What was decided", ItemOutcome.NOTHING_TO_RAISE, null);

    private final JdbcClient jdbc;
    private final SessionRepository sessions;
    private final RecordService records;
    private final AgreementService agreements;
    private final OutcomeRules rules;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    Consultations(
            JdbcClient jdbc,
            SessionRepository sessions,
            RecordService records,
            AgreementService agreements,
            OutcomeRules rules,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.records = records;
        this.agreements = agreements;
        this.rules = rules;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.events = events;
    }

    /** The signed agreements under which this person may log a consultation: as one of the two. */
    public List<Agreement> of(String userId) {
        return agreements.withStatus(EnumSet.of(AgreementStatus.IN_FORCE, AgreementStatus.SUSPENDED)).stream()
                .filter(agreement -> agreement.hasParty(userId))
                .toList();
    }

    /** Those of them in which this person supervises: who may come together in a group. */
    public List<Agreement> supervisedBy(String userId) {
        return of(userId).stream()
                .filter(agreement -> agreement.supervisor().equals(userId))
                .toList();
    }

    /**
     * Begins to log a consultation.
     *
     * @return the key of its process, such as {@code CN-000012}
     */
    public String begin(String initiator) {
        OffsetDateTime now = calendar.now().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into consultation (initiator, begun_at) values (:initiator, :now)")
                .param("initiator", initiator)
                .param("now", now)
                .update();
        long id = jdbc.sql("select max(id) from consultation where initiator = :initiator")
                .param("initiator", initiator)
                .query(Long.class)
                .single();
        return "CN-%06d".formatted(id);
    }

    /** London date by whose end a consultation of today is logged (D3). */
    public LocalDate logBy() {
        LocalDate today = calendar.today();
        int days = rules.deadlines(policies.on(today), SessionKind.ADHOC, null).record();
        return calendar.addWorkingDays(today, days);
    }

    /**
     * Logs a consultation for each who was there. Publishes {@link SessionHeld} for those whose agreed interval it keeps.
     *
     * @param by user id of who logs it
     */
    public void log(NewConsultation consultation, String by) {
        boolean counts = consultation.kind() == SessionKind.GROUP
                && policies.on(calendar.dateOf(consultation.start())).session().groupCounts();
        for (long agreementId : consultation.present()) {
            Parties parties = agreements.parties(agreementId);
            SupervisionSession session = sessions.save(SupervisionSession.logged(
                    consultation.kind(), agreementId, parties, outcomeOf(consultation, by, counts), calendar.now()));
            records.log(
                    session,
                    items(consultation),
                    consultation.actions().stream()
                            .filter(filed -> filed.agreementId() == agreementId)
                            .map(NewConsultation.FiledAction::action)
                            .toList(),
                    by);
            if (counts) {
                events.publishEvent(
                        new SessionHeld(session.requireId(), agreementId, consultation.start(), calendar.now()));
            }
        }
    }

    private Outcome outcomeOf(NewConsultation consultation, String by, boolean counts) {
        return new Outcome(
                by,
                calendar.now(),
                false,
                counts,
                consultation.start(),
                consultation.end(),
                consultation.mode(),
                null,
                null,
                null);
    }

    private List<RecordContent.Item> items(NewConsultation consultation) {
        List<RecordContent.Item> items = new ArrayList<>();
        if (consultation.kind() == SessionKind.GROUP) {
            String text = "Present: " + names(consultation.present());
            if (!consultation.absent().isEmpty()) {
                text += "\nNot present: " + names(consultation.absent());
            }
            items.add(new RecordContent.Item("GR", "Group supervision", ItemOutcome.DISCUSSED, text));
        }
        items.add(new RecordContent.Item("AB", "What it was about", ItemOutcome.DISCUSSED, consultation.about()));
        items.add(
                consultation.decision() == null
                        ? NO_DECISION
                        : new RecordContent.Item(
                                "DE", "What was decided", ItemOutcome.DISCUSSED, consultation.decision()));
        return items;
    }

    private String names(List<Long> ofAgreements) {
        return ofAgreements.stream()
                .map(id -> people.nameOf(
                        agreements.parties(Objects.requireNonNull(id)).supervisee()))
                .collect(Collectors.joining(", "));
    }
}
