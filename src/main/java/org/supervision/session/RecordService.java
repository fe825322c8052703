package org.supervision.session;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.RecordAuthor;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.policy.Policy;

/** The record of a session from its opening to the last signature (A6, B5). */
@Service
@Transactional
public class RecordService {

    /** The code of the standard item on training and development. */
    public static final String DEVELOPMENT = "TD";

    private static final int IN_A_ROW = 2;

    private final SessionRepository sessions;
    private final SupervisionRecordRepository records;
    private final RecordVersionRepository versions;
    private final RecordDistributionRepository distributions;
    private final RecordSignatureRepository signatures;
    private final RecordUnsignedRepository unsigned;
    private final RecordChaseRepository chases;
    private final RecordAddendumRepository addenda;
    private final DisagreementRepository disagreements;
    private final PersonalMatters personalMatters;
    private final Agendas agendas;
    private final Actions actions;
    private final SessionCases cases;
    private final AgreementService agreements;
    private final OutcomeRules rules;
    private final SessionDeadlines deadlines;
    private final Escalations escalations;
    private final Notifier notifier;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    RecordService(
            SessionRepository sessions,
            SupervisionRecordRepository records,
            RecordVersionRepository versions,
            RecordDistributionRepository distributions,
            RecordSignatureRepository signatures,
            RecordUnsignedRepository unsigned,
            RecordChaseRepository chases,
            RecordAddendumRepository addenda,
            DisagreementRepository disagreements,
            PersonalMatters personalMatters,
            Agendas agendas,
            Actions actions,
            SessionCases cases,
            AgreementService agreements,
            OutcomeRules rules,
            SessionDeadlines deadlines,
            Escalations escalations,
            Notifier notifier,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.records = records;
        this.versions = versions;
        this.distributions = distributions;
        this.signatures = signatures;
        this.unsigned = unsigned;
        this.chases = chases;
        this.addenda = addenda;
        this.disagreements = disagreements;
        this.personalMatters = personalMatters;
        this.agendas = agendas;
        this.actions = actions;
        this.cases = cases;
        this.agreements = agreements;
        this.rules = rules;
        this.deadlines = deadlines;
        this.escalations = escalations;
        this.notifier = notifier;
        this.calendar = calendar;
        this.events = events;
    }

    /** The record of a session, if it was held. */
    public Optional<SupervisionRecord> find(long sessionId) {
        return records.findBySessionId(sessionId);
    }

    /**
     * The record of a session.
     *
     * @throws NoSuchElementException if it has none
     */
    public SupervisionRecord require(long sessionId) {
        return find(sessionId)
                .orElseThrow(() -> new NoSuchElementException("No record of " + SupervisionSession.keyOf(sessionId)));
    }

    /** Every version of a record, the first one first. */
    public List<RecordVersion> versions(long sessionId) {
        return versions.findBySessionIdOrderByVersionNumber(sessionId);
    }

    /** The last version of a record; none before it is written. */
    public Optional<RecordVersion> latest(long sessionId) {
        return versions(sessionId).stream().reduce((earlier, later) -> later);
    }

    /**
     * The last version of a record.
     *
     * @throws NoSuchElementException before it is written
     */
    public RecordVersion requireLatest(long sessionId) {
        return latest(sessionId)
                .orElseThrow(() ->
                        new NoSuchElementException("No record written of " + SupervisionSession.keyOf(sessionId)));
    }

    /** When a version could be opened by both; none before. */
    public Optional<Instant> distributedAt(long sessionId, int version) {
        return distributions.findBySessionIdOrderByVersionNumber(sessionId).stream()
                .filter(row -> row.versionNumber() == version)
                .map(RecordDistribution::distributedAt)
                .findFirst();
    }

    /** What the parties did with a record, all versions, in order. */
    public List<RecordSignature> signatures(long sessionId) {
        return signatures.findBySessionIdOrderById(sessionId);
    }

    /** Why a record stands unsigned by somebody. */
    public List<RecordUnsigned> unsigned(long sessionId) {
        return unsigned.findBySessionIdOrderById(sessionId);
    }

    /** How often a record was sent back for correction (A6.2, {@code record.maxReturns}). */
    public int returns(long sessionId) {
        return (int) signatures(sessionId).stream()
                .filter(row -> row.decision() == SignatureDecision.RETURN)
                .count();
    }

    /** The disagreements on a record. */
    public List<Disagreement> disagreements(long sessionId) {
        return disagreements.findBySessionIdOrderById(sessionId);
    }

    /**
     * One disagreement.
     *
     * @throws NoSuchElementException if there is no such row
     */
    public Disagreement requireDisagreement(long disagreementId) {
        return disagreements
                .findById(disagreementId)
                .orElseThrow(() -> new NoSuchElementException("No disagreement " + disagreementId));
    }

    /**
     * Whether training and development was discussed in neither of the last two sessions that were held before this one
     * (A3.4).
     */
    public boolean isDevelopmentNeglected(SupervisionSession session) {
        List<SupervisionSession> held = sessions.findByAgreementIdOrderByStartAt(session.agreementId()).stream()
                .filter(other -> other.isFormal()
                        && other.state().isHeld()
                        && other.startAt().isBefore(session.startAt()))
                .toList();
        return held.size() >= IN_A_ROW
                && held.subList(held.size() - IN_A_ROW, held.size()).stream()
                        .map(before -> latest(before.requireId()))
                        .allMatch(version ->
                                version.isPresent() && !version.get().read().hasDiscussed(DEVELOPMENT));
    }

    /** Opens the record of a session that was held: who writes it, and by when. The session's day is day 0 (A6.1). */
    void open(long sessionId) {
        if (find(sessionId).isPresent()) {
            return;
        }
        SupervisionSession session = session(sessionId);
        LocalDate day = deadlines.dateOf(session);
        Policy policy = deadlines.policyFor(session);
        Optional<AgreementTerms> terms = agreements
                .termOn(session.agreementId(), day)
                .or(() -> agreements.termInForce(session.agreementId()))
                .map(AgreementTerm::terms);
        OutcomeRules.Deadlines due = rules.deadlines(
                policy,
                SessionKind.FORMAL,
                terms.map(AgreementTerms::distributionWorkingDays).orElse(null));
        boolean bySupervisee = policy.record().author() == Policy.RecordAuthor.AGREEMENT
                && terms.map(AgreementTerms::recordAuthor)
                        .filter(author -> author == RecordAuthor.SUPERVISEE)
                        .isPresent();
        SupervisionRecord record = records.save(SupervisionRecord.open(
                sessionId,
                bySupervisee ? session.supervisee() : session.supervisor(),
                calendar.addWorkingDays(day, due.record()),
                calendar.addWorkingDays(day, due.caseFiles())));
        notifier.send(Notice.of(session.key() + "/to-write", record.author(), MailKind.RECORD_TO_WRITE, session.key())
                .due(record.dueOn()));
    }

    /**
     * Adds a version to a record: the first, or a correction. What it says is taken to the registers of cases, actions and
     * disagreements; personal matters are kept apart.
     *
     * @param author user id of who wrote it
     */
    public RecordVersion write(long sessionId, RecordDraft draft, String author) {
        SupervisionSession session = session(sessionId);
        Outcome outcome = session.requireOutcome();
        int number = versions(sessionId).size() + 1;
        RecordContent content = new RecordContent(
                session.key(),
                number,
                session.supervisor(),
                session.supervisee(),
                author,
                calendar.localOf(session.heldOrAgreedStart()),
                calendar.localOf(Objects.requireNonNullElse(outcome.actualEndAt(), session.endAt())),
                Objects.requireNonNullElse(outcome.meetingMode(), session.meetingMode()),
                draft.agendaAgreed(),
                draft.items(),
                draft.cases(),
                draft.fewerCasesReason(),
                draft.actions(),
                draft.earlierActions(),
                draft.disagreements());
        RecordVersion version = versions.save(RecordVersion.of(content, author, calendar.now()));
        agendas.answer(sessionId, draft.items());
        cases.discuss(session, number, draft.cases());
        actions.agree(session, draft.actions());
        actions.review(session, draft.earlierActions());
        noteDisagreements(sessionId, number, draft.disagreements());
        personalMatters.raise(sessionId, draft.personalMatters(), author);
        return version;
    }

    /**
     * Writes the record of a consultation that was logged, and distributes it at once; it is not signed (D3). Whoever is
     * not the author is told.
     *
     * @param author user id of who logged it
     */
    void log(
            SupervisionSession session,
            List<RecordContent.Item> items,
            List<RecordContent.Action> agreed,
            String author) {
        Instant now = calendar.now();
        LocalDate day = deadlines.dateOf(session);
        OutcomeRules.Deadlines due = rules.deadlines(deadlines.policyFor(session), session.kind(), null);
        SupervisionRecord record = SupervisionRecord.open(
                session.requireId(),
                author,
                calendar.addWorkingDays(day, due.record()),
                calendar.addWorkingDays(day, due.caseFiles()));
        records.save(record.distributed(now, now.isBefore(calendar.endOf(record.dueOn()))));
        RecordContent content = new RecordContent(
                session.key(),
                1,
                session.supervisor(),
                session.supervisee(),
                author,
                calendar.localOf(session.startAt()),
                calendar.localOf(session.endAt()),
                session.meetingMode(),
                true,
                items,
                List.of(),
                null,
                agreed,
                List.of(),
                List.of());
        versions.save(RecordVersion.of(content, author, now));
        distributions.save(new RecordDistribution(null, session.requireId(), 1, now));
        actions.agree(session, agreed);
        session.both().stream()
                .filter(person -> !person.equals(author))
                .forEach(person -> notifier.send(
                        Notice.of(session.key() + "/logged", person, MailKind.CONSULTATION_LOGGED, session.key())));
    }

    private void noteDisagreements(long sessionId, int version, List<RecordContent.Position> positions) {
        List<Disagreement> known = disagreements(sessionId);
        positions.stream()
                .filter(position -> known.stream().noneMatch(row -> row.says(position)))
                .map(position -> Disagreement.noted(sessionId, version, position))
                .forEach(disagreements::save);
    }

    /**
     * Distributes the last version: from now on both can open and keep it, and are told so (A6.1, A6.2, B5). The first
     * time settles whether it was in time. Publishes {@link DisagreementUnresolved} for each disagreement that is new with it
     * and not resolved, {@link PersonalMatterFlagged} for what the author would have the line manager know, then
     * {@link RecordDistributed}. Does nothing when that version is distributed already, or nobody was left to write it.
     */
    public void distribute(long sessionId) {
        if (isLeftOut(sessionId)) {
            return;
        }
        SupervisionSession session = session(sessionId);
        int version = requireLatest(sessionId).versionNumber();
        if (distributedAt(sessionId, version).isPresent()) {
            return;
        }
        SupervisionRecord record = require(sessionId);
        Instant now = calendar.now();
        distributions.save(new RecordDistribution(null, sessionId, version, now));
        records.save(record.distributed(now, now.isBefore(calendar.endOf(record.dueOn()))));
        cases.reviewed(session, requireLatest(sessionId).read().cases());
        LocalDate signBy = deadlines.signBy(session, calendar.today());
        for (String person : List.of(record.author(), session.supervisee())) {
            notifier.send(Notice.of(
                            session.key() + "/distributed/" + version,
                            person,
                            MailKind.RECORD_DISTRIBUTED,
                            session.key())
                    .due(signBy));
        }
        disagreements(sessionId).stream()
                .filter(row -> row.unresolved() && row.firstVersion() == version)
                .forEach(row -> events.publishEvent(new DisagreementUnresolved(row.requireId())));
        personalMatters.of(sessionId).stream()
                .filter(PersonalMatter::forLineManager)
                .forEach(matter -> events.publishEvent(new PersonalMatterFlagged(matter.requireId())));
        events.publishEvent(new RecordDistributed(sessionId, version));
    }

    /**
     * Writes down what a party does with the last version: sign it, in one of three ways, or send it back (A6.2, A7.1).
     *
     * @param signer user id
     * @param remark in words; null where there are none
     * @param agendaAgreed whether he confirms that the agenda was agreed (A3.1)
     */
    public void sign(
            long sessionId, String signer, SignatureDecision decision, @Nullable String remark, boolean agendaAgreed) {
        RecordVersion version = requireLatest(sessionId);
        signatures.save(new RecordSignature(
                null,
                sessionId,
                version.versionNumber(),
                signer,
                decision,
                remark,
                agendaAgreed,
                version.contentSha256(),
                calendar.now()));
        if (decision == SignatureDecision.RETURN) {
            sendBack(sessionId, version.versionNumber());
        }
    }

    private void sendBack(long sessionId, int version) {
        SupervisionRecord record = require(sessionId);
        SupervisionSession session = session(sessionId);
        LocalDate correctBy = calendar.addWorkingDays(
                calendar.today(), deadlines.policyFor(session).record().dueWd());
        records.save(record.sentBack(correctBy));
        notifier.send(Notice.of(
                        session.key() + "/returned/" + version,
                        record.author(),
                        MailKind.RECORD_RETURNED,
                        session.key())
                .due(correctBy));
    }

    /** What was added to a record after it was distributed, in order. */
    public List<RecordAddendum> addenda(long sessionId) {
        return addenda.findBySessionIdOrderById(sessionId);
    }

    /**
     * Adds to a record that was distributed; its text and its hash stay as they are (F41). The two whose record it is are
     * told, except the author. The same text again from the same author does nothing.
     *
     * @param author user id
     * @throws IllegalStateException before the record is distributed
     */
    public void add(long sessionId, String author, String text) {
        SupervisionSession session = session(sessionId);
        int version = distributions.findBySessionIdOrderByVersionNumber(sessionId).stream()
                .mapToInt(RecordDistribution::versionNumber)
                .max()
                .orElseThrow(() -> new IllegalStateException(session.key() + " has no distributed record"));
        addenda.lock(sessionId);
        boolean sentBefore = addenda.findBySessionIdOrderById(sessionId).stream()
                .anyMatch(earlier ->
                        earlier.author().equals(author) && earlier.addendum().equals(text.strip()));
        if (sentBefore) {
            return;
        }
        RecordAddendum added =
                addenda.save(new RecordAddendum(null, sessionId, version, author, calendar.now(), text.strip()));
        agreements.parties(session.agreementId()).both().stream()
                .filter(person -> !person.equals(author))
                .forEach(person -> notifier.send(Notice.of(
                                session.key() + "/addendum/" + added.id(),
                                person,
                                MailKind.RECORD_ADDENDUM,
                                session.key())
                        .path("/camunda/api/supervision/copies/records/" + session.key())));
    }

    /** Writes down why a party did not sign in time: the record stands, unsigned by that party (A6.2). */
    public void explainUnsigned(long sessionId, String party, String reason) {
        int version = requireLatest(sessionId).versionNumber();
        unsigned.save(new RecordUnsigned(null, sessionId, version, party, reason.strip(), calendar.now()));
    }

    /** Tells the line manager that a record, or its correction, is long overdue (A6.1). */
    public void announceOverdue(long sessionId) {
        SupervisionSession session = session(sessionId);
        int awaited = versions(sessionId).size() + 1;
        notifier.send(Notice.of(
                        session.key() + "/overdue/" + awaited,
                        escalations.lineManagerFor(session),
                        MailKind.RECORD_TO_CHASE,
                        session.key())
                .due(require(sessionId).writeBy()));
    }

    /** Writes down that the line manager chased an overdue record. */
    public void chased(long sessionId, String by, @Nullable String note) {
        chases.save(new RecordChase(null, sessionId, by, calendar.now(), note));
    }

    /**
     * Nobody who held the session is left to write its record, or to correct it: it stays overdue in the file and in the
     * figures, with the reason (A6.1, B8).
     *
     * @param by user id of the line manager
     */
    public void leaveOut(long sessionId, String by, String reason) {
        Instant now = calendar.now();
        chases.save(new RecordChase(null, sessionId, by, now, reason));
        records.save(require(sessionId).leftOut(now));
    }

    /** Whether nobody was left to write what is to be written. */
    public boolean isLeftOut(long sessionId) {
        return require(sessionId).leftOutAt() != null;
    }

    /** Both have signed, or said why not: the record is closed. Does nothing when it is already, or was left out. */
    public void close(long sessionId) {
        SupervisionRecord record = require(sessionId);
        if (record.closedAt() == null && record.leftOutAt() == null) {
            records.save(record.closed(calendar.now()));
        }
    }

    /** The cases whose files the last version asks to update: those that no earlier version had; none where it was left out. */
    public Collection<Long> newCases(long sessionId) {
        if (isLeftOut(sessionId)) {
            return List.of();
        }
        int version = requireLatest(sessionId).versionNumber();
        return cases.discussedIn(sessionId).stream()
                .filter(row -> row.firstVersion() == version)
                .map(SessionCase::id)
                .toList();
    }

    private SupervisionSession session(long sessionId) {
        return sessions.findById(sessionId)
                .orElseThrow(() -> new NoSuchElementException("No session " + SupervisionSession.keyOf(sessionId)));
    }
}
