package org.supervision.session;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.caseload.CaseRegister;
import org.supervision.caseload.Coverage;
import org.supervision.caseload.WorkCase;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.review.ReviewStatistics;

/** Counts what became of the sessions of an agreement, for its review (B9). */
@Service
@Transactional(readOnly = true)
class SessionStatistics implements ReviewStatistics {

    private final SessionRepository sessions;
    private final RecordService records;
    private final InterruptionRepository interruptions;
    private final AgendaItemRepository agenda;
    private final SessionCases cases;
    private final CaseRegister register;
    private final Policies policies;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;

    SessionStatistics(
            SessionRepository sessions,
            RecordService records,
            InterruptionRepository interruptions,
            AgendaItemRepository agenda,
            SessionCases cases,
            CaseRegister register,
            Policies policies,
            AgreementService agreements,
            WorkingCalendar calendar) {
        this.sessions = sessions;
        this.records = records;
        this.interruptions = interruptions;
        this.agenda = agenda;
        this.cases = cases;
        this.register = register;
        this.policies = policies;
        this.agreements = agreements;
        this.calendar = calendar;
    }

    @Override
    public Numbers of(long agreementId, LocalDate from, LocalDate until) {
        Instant start = calendar.startOf(from);
        Instant end = calendar.endOf(until);
        List<SupervisionSession> inPeriod = sessions.findByAgreementIdOrderByStartAt(agreementId).stream()
                .filter(session ->
                        !session.startAt().isBefore(start) && session.startAt().isBefore(end))
                .toList();
        List<LocalDate> heldOn = inPeriod.stream()
                .filter(session ->
                        session.outcome() != null && session.outcome().countsAsHeld())
                .map(session -> calendar.dateOf(session.heldOrAgreedStart()))
                .toList();
        List<SupervisionRecord> owed = inPeriod.stream()
                .filter(SupervisionSession::isFormal)
                .map(session -> records.find(session.requireId()))
                .flatMap(Optional::stream)
                .toList();
        List<Interruption> interrupted = inPeriod.stream()
                .flatMap(session -> interruptions.findBySessionIdOrderById(session.requireId()).stream())
                .toList();
        List<AgendaItem> items = inPeriod.stream()
                .flatMap(session -> agenda.findBySessionId(session.requireId()).stream())
                .toList();
        String supervisee = agreements.parties(agreementId).supervisee();
        List<WorkCase> caseload = register.of(supervisee).stream()
                .filter(one -> Coverage.wasOpen(one, from, until))
                .toList();
        Policy.Coverage policy = policies.on(until).coverage();
        return new Numbers(
                due(agreementId, from, until),
                heldOn.size(),
                averageGap(heldOn),
                owed.size(),
                count(owed.stream()
                        .map(SupervisionRecord::distributedOnTime)
                        .filter(Objects::nonNull)
                        .filter(Boolean::booleanValue)
                        .count()),
                count(inPeriod.stream().filter(session -> session.moves() > 0).count()),
                count(inPeriod.stream()
                        .filter(session -> session.state() == SessionState.MISSED)
                        .count()),
                count(inPeriod.stream()
                        .filter(session -> session.state() == SessionState.PART_HELD)
                        .count()),
                interrupted.size(),
                count(interrupted.stream().filter(row -> !row.goodCause()).count()),
                count(items.stream()
                        .filter(item -> !item.addedBy().equals(supervisee))
                        .count()),
                count(items.stream()
                        .filter(item -> item.addedBy().equals(supervisee))
                        .count()),
                caseload.size(),
                count(caseload.stream()
                        .filter(one -> Coverage.wasLate(one, cases.reviewsOf(one.requireId()), from, until, policy))
                        .count()));
    }

    /** One at the end of each interval that has passed. */
    private int due(long agreementId, LocalDate from, LocalDate until) {
        int count = 0;
        LocalDate day = from;
        while (true) {
            day = day.plusDays(agreements.effectiveIntervalDays(agreementId, day));
            if (day.isAfter(until)) {
                return count;
            }
            count++;
        }
    }

    private static @Nullable Double averageGap(List<LocalDate> days) {
        if (days.size() < 2) {
            return null;
        }
        long span = ChronoUnit.DAYS.between(days.get(0), days.get(days.size() - 1));
        return (double) span / (days.size() - 1);
    }

    private static int count(long number) {
        return Math.toIntExact(number);
    }
}
