package org.supervision.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.AccessGrant.Scope;
import org.supervision.access.AccessGrants;
import org.supervision.access.ContentKind;
import org.supervision.access.GrantBasis;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.Parties;
import org.supervision.audit.AuditFile.Decision;
import org.supervision.audit.AuditFile.State;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.LineManagement;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.session.SupervisionSession;

/**
 * Audits of a random sample of the agreements in force (C24). Each file goes to one named auditor, who may look at it until
 * done, and no longer than the term; both of its people are told afterwards. What is found is the auditor's own words, for
 * those two and, where the auditor asks for it, for the line manager.
 */
@Service
@Transactional
public class Audits {

    /** Where the numbers are read by those signed in to Tasklist; a key may follow. */
    public static final String PATH = "/camunda/api/supervision/audits";

    /** Where those whom a file is about read what came of its audit; the file's key follows. */
    private static final String COPY_PATH = "/camunda/api/supervision/copies/audits/";

    /** In the place of whoever grants access: the policy does. */
    private static final String BY_POLICY = "policy";

    private final AuditRoundRepository rounds;
    private final AuditFileRepository files;
    private final AuditAnswerRepository answers;
    private final FileCheck check;
    private final Auditors auditors;
    private final AgreementService agreements;
    private final AccessGrants grants;
    private final LineManagement line;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    Audits(
            AuditRoundRepository rounds,
            AuditFileRepository files,
            AuditAnswerRepository answers,
            FileCheck check,
            Auditors auditors,
            AgreementService agreements,
            AccessGrants grants,
            LineManagement line,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.rounds = rounds;
        this.files = files;
        this.answers = answers;
        this.check = check;
        this.auditors = auditors;
        this.agreements = agreements;
        this.grants = grants;
        this.line = line;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
        this.events = events;
    }

    /** What an auditor says to a question. */
    public record Answered(
            Question question, Verdict answer, @Nullable String note) {}

    /**
     * Asks for the audit of the last months that are over ({@code audit.everyMonths}), from the first working day after them
     * on, once, where any agreement was in force by then.
     */
    public void askForNext() {
        Policy.Audit policy = policies.current().audit();
        LocalDate today = calendar.today();
        Period period = Period.before(today, policy.everyMonths());
        boolean isAsked = rounds.findFirstByOrderByPeriodUntilDesc()
                .filter(last -> !last.periodUntil().isBefore(period.until()))
                .isPresent();
        if (isAsked
                || today.isBefore(calendar.nextWorkingDay(period.until()))
                || population(period).isEmpty()) {
            return;
        }
        LocalDate dueOn = calendar.addWorkingDays(today, policy.auditWd());
        AuditRound round = rounds.save(new AuditRound(
                null,
                period.from(),
                period.until(),
                Sampling.seedOf(period),
                policy.samplePct(),
                policy.narrative(),
                today,
                dueOn,
                calendar.addWorkingDays(dueOn, policy.lateWd()),
                null,
                null,
                0));
        events.publishEvent(new AuditDue(round.key()));
    }

    private List<Agreement> population(Period period) {
        return agreements.inForce().stream()
                .filter(agreement ->
                        agreement.inForceOn() != null && !agreement.inForceOn().isAfter(period.until()))
                .toList();
    }

    /**
     * Draws the sample, has the data answer what they can, and lets one independent auditor look at each file.
     *
     * @param key of the audit
     */
    public void draw(String key) {
        AuditRound round = require(key);
        Map<Long, Agreement> population = population(round.period()).stream()
                .collect(Collectors.toMap(Agreement::requireId, Function.identity()));
        rounds.save(round.drawnOf(population.size()));
        Map<String, Integer> load = new HashMap<>();
        for (long id : Sampling.draw(round.seed(), population.keySet(), round.samplePct())) {
            Agreement agreement = population.get(id);
            Optional<String> auditor = auditors.choose(agreement, load);
            AuditFile file =
                    files.save(AuditFile.drawn(round.requireId(), id, agreement.supervisor(), auditor.orElse(null)));
            answers.saveAll(check.answers(file, round.period()));
            auditor.ifPresent(userId -> {
                load.merge(userId, 1, Integer::sum);
                letLook(round, file, userId);
            });
        }
        load.forEach((userId, count) -> notifier.send(Notice.of(key + "/audit", userId, MailKind.FILES_TO_AUDIT, key)
                .count(count)
                .due(round.dueOn())));
    }

    private void letLook(AuditRound round, AuditFile file, String auditor) {
        List<Scope> scopes = new ArrayList<>();
        scopes.add(new Scope(ContentKind.AUDITED, file.key()));
        if (round.narrative()) {
            agreements
                    .termOn(file.agreementId(), round.periodUntil())
                    .map(AgreementTerm::key)
                    .ifPresent(term -> scopes.add(new Scope(ContentKind.AGREEMENT, term)));
            check.recorded(file.agreementId(), round.period()).stream()
                    .map(SupervisionSession::keyOf)
                    .forEach(session -> scopes.add(new Scope(ContentKind.RECORD, session)));
        }
        grants.grant(new AccessGrants.NewGrant(
                auditor, GrantBasis.AUDIT, file.key(), calendar.today(), round.termEndsOn(), null, BY_POLICY, scopes));
    }

    /**
     * The audit with this key.
     *
     * @throws NoSuchElementException if there is none
     */
    @Transactional(readOnly = true)
    public AuditRound require(String key) {
        return rounds.findById(AuditRound.idOf(key)).orElseThrow(() -> new NoSuchElementException("No audit " + key));
    }

    /** The audit that a file is in the sample of. */
    @Transactional(readOnly = true)
    public AuditRound roundOf(AuditFile file) {
        return rounds.findById(file.roundId()).orElseThrow();
    }

    /** The file of a sample with this key, if there is one. */
    @Transactional(readOnly = true)
    public Optional<AuditFile> find(String fileKey) {
        return AuditFile.isKey(fileKey) ? files.findById(AuditFile.idOf(fileKey)) : Optional.empty();
    }

    /**
     * The file of a sample with this key.
     *
     * @throws NoSuchElementException if there is none
     */
    @Transactional(readOnly = true)
    public AuditFile requireFile(String fileKey) {
        return find(fileKey).orElseThrow(() -> new NoSuchElementException("No audited file " + fileKey));
    }

    /**
     * The same by its row id.
     *
     * @throws NoSuchElementException if there is none
     */
    @Transactional(readOnly = true)
    public AuditFile requireFile(long id) {
        return files.findById(id).orElseThrow(() -> new NoSuchElementException("No audited file " + id));
    }

    /** The files of an audit's sample that are with their auditors, by row id. */
    @Transactional(readOnly = true)
    public List<Long> open(String key) {
        return filesOf(require(key)).stream()
                .filter(file -> file.state() == State.OPEN)
                .map(AuditFile::requireId)
                .toList();
    }

    List<AuditFile> filesOf(AuditRound round) {
        return files.findByRoundIdOrderById(round.requireId());
    }

    /** The audits of an agreement's file that are over, the first one first. */
    @Transactional(readOnly = true)
    public List<AuditFile> settledOf(long agreementId) {
        return files.findByAgreementIdOrderById(agreementId).stream()
                .filter(file -> file.settledAt() != null)
                .toList();
    }

    /** The answers on a file, in the order of the questions. */
    @Transactional(readOnly = true)
    public List<AuditAnswer> answersOn(AuditFile file) {
        return answers.findByFileIdOrderById(file.requireId());
    }

    /** Whether this person has, as things stand now, nothing to do with the people in the file. */
    @Transactional(readOnly = true)
    public boolean isIndependent(AuditFile file, String auditor) {
        return auditors.isIndependent(auditor, agreements.require(file.agreementId()));
    }

    /** The two whose file it is. */
    @Transactional(readOnly = true)
    public Parties partiesOf(AuditFile file) {
        return agreements.parties(file.agreementId());
    }

    /** The line manager who considers what was found in a file. */
    @Transactional(readOnly = true)
    public String lineManagerOf(AuditFile file) {
        return agreements.lineManager(file.agreementId());
    }

    /**
     * Keeps what the auditor found, ends the auditor's access and tells both. Publishes {@link FindingsRaised} where the line
     * manager is to consider it.
     *
     * @param findings what was found beyond the answers
     */
    public void audited(long fileId, List<Answered> said, @Nullable String findings, boolean forLineManager) {
        AuditFile file = requireFile(fileId);
        said.forEach(one -> answers.save(AuditAnswer.byAuditor(fileId, one.question(), one.answer(), one.note())));
        LocalDate considerBy = forLineManager
                ? calendar.addWorkingDays(
                        calendar.today(), policies.current().audit().considerWd())
                : null;
        AuditFile audited = files.save(file.audited(findings, considerBy, calendar.now()));
        settle(audited, Objects.requireNonNull(audited.auditor()));
        if (forLineManager) {
            notifier.send(Notice.of(file.key() + "/consider", lineManagerOf(file), MailKind.AUDIT_FINDINGS, file.key())
                    .due(Objects.requireNonNull(considerBy)));
            events.publishEvent(new FindingsRaised(file.key()));
        }
    }

    /** The access ends, and both are told that there was one. */
    private void settle(AuditFile file, String endedBy) {
        grants.of(file.key()).forEach(grant -> grants.revoke(grant.id(), endedBy));
        partiesOf(file)
                .both()
                .forEach(party ->
                        notifier.send(Notice.of(file.key() + "/over", party, MailKind.FILE_WAS_AUDITED, file.key())
                                .path(COPY_PATH + file.key())));
    }

    /** Keeps what the line manager does about findings. */
    public void considered(String fileKey, Decision decision, String note, String by) {
        files.save(requireFile(fileKey).considered(decision, note, by, calendar.now()));
    }

    /**
     * Closes an audit: files that are still with their auditors count as not audited, and the Service and Strategic Managers
     * are told that the numbers are there.
     */
    public void close(String key) {
        AuditRound round = require(key);
        Instant now = calendar.now();
        filesOf(round).stream()
                .filter(file -> file.state() == State.OPEN)
                .map(file -> files.save(file.notAudited(now)))
                .forEach(file -> settle(file, BY_POLICY));
        rounds.save(round.closed(now));
        Set<String> readers = filesOf(round).stream()
                .map(AuditFile::supervisor)
                .flatMap(
                        supervisor -> Stream.of(line.serviceManagerOf(supervisor), line.strategicManagerOf(supervisor)))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        readers.forEach(reader -> notifier.send(
                Notice.of(key + "/closed", reader, MailKind.AUDIT_REPORT, key).path(PATH + "/" + key)));
    }

    /** All audits, the latest first. */
    @Transactional(readOnly = true)
    public List<AuditRound> all() {
        return rounds.findAllByOrderByPeriodUntilDesc();
    }
}
