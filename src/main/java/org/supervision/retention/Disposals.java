package org.supervision.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.People;
import org.supervision.people.Role;
import org.supervision.persistence.Documents;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.retention.DisposalItem.Decision;
import org.supervision.retention.DisposalItem.Outcome;
import org.supervision.retention.RetentionSchedule.Due;

/**
 * Lists files whose time is over, takes the two decisions that it needs, and disposes of those that are to go (A6.3, B6).
 * The two who decide are never the same person, and a file under a legal hold stays whatever was decided.
 */
@Service
@Transactional
public class Disposals {

    /** On one list; the others come on the next. */
    static final int MOST_FILES = 100;

    private final DisposalListRepository lists;
    private final DisposalItemRepository items;
    private final DisposalCertificateRepository certificates;
    private final RetentionSchedule schedule;
    private final FileContents contents;
    private final LegalHolds holds;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    Disposals(
            DisposalListRepository lists,
            DisposalItemRepository items,
            DisposalCertificateRepository certificates,
            RetentionSchedule schedule,
            FileContents contents,
            LegalHolds holds,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.lists = lists;
        this.items = items;
        this.certificates = certificates;
        this.schedule = schedule;
        this.contents = contents;
        this.holds = holds;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
        this.events = events;
        this.jdbc = jdbc;
    }

    /**
     * What was decided on a file in the review.
     *
     * @param reason why it is kept or held
     * @param keepUntil London date; only where it is kept
     */
    public record Reviewed(
            long itemId,
            Decision decision,
            @Nullable String reason,
            @Nullable LocalDate keepUntil) {}

    /**
     * What was decided on a file that is to go.
     *
     * @param refusal why it is not to go after all; null where it is
     */
    public record Approved(long itemId, @Nullable String refusal) {}

    /** Makes a list of the files that are due, where the policy wants one by now and there are any. */
    public Optional<DisposalList> listDue() {
        LocalDate today = calendar.today();
        Policy.Retention policy = policies.current().retention();
        boolean tooEarly = lists.findFirstByOrderByListedOnDesc()
                .filter(last -> today.isBefore(last.listedOn().withDayOfMonth(1).plusMonths(policy.everyMonths())))
                .isPresent();
        List<Due> due = tooEarly ? List.of() : schedule.due(MOST_FILES);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        DisposalList list = lists.save(new DisposalList(
                null, today, calendar.addWorkingDays(today, policy.reviewWd()), null, null, null, null, null, 0));
        due.forEach(file -> items.save(new DisposalItem(
                null,
                list.requireId(),
                file.file().agreementId(),
                file.on(),
                null,
                null,
                null,
                null,
                null,
                null,
                null)));
        recordsOfficers()
                .forEach(officer -> notifier.send(
                        Notice.of(list.key() + "/review", officer, MailKind.DISPOSAL_TO_REVIEW, list.key())
                                .due(list.reviewDueOn())));
        events.publishEvent(new FilesListed(list.key()));
        return Optional.of(list);
    }

    /**
     * A list by its business key.
     *
     * @throws NoSuchElementException if there is none
     */
    @Transactional(readOnly = true)
    public DisposalList require(String key) {
        return lists.findById(DisposalList.idOf(key)).orElseThrow(() -> new NoSuchElementException("No list " + key));
    }

    /** The files on a list, in order. */
    @Transactional(readOnly = true)
    public List<DisposalItem> itemsOf(String key) {
        return items.findByListIdOrderById(DisposalList.idOf(key));
    }

    /** Those of them that are to go. */
    @Transactional(readOnly = true)
    public List<DisposalItem> toGo(String key) {
        return itemsOf(key).stream().filter(DisposalItem::isToGo).toList();
    }

    /** Those of them that were approved and are still there. */
    @Transactional(readOnly = true)
    public List<Long> approvedOf(String key) {
        return itemsOf(key).stream()
                .filter(item -> Boolean.TRUE.equals(item.approved()) && item.outcome() == null)
                .map(DisposalItem::requireId)
                .toList();
    }

    /** Who reviews lists: the records officers, administrators where there is none. */
    @Transactional(readOnly = true)
    public List<String> recordsOfficers() {
        List<String> officers = people.withRole(Role.RECORDS_OFFICER);
        return officers.isEmpty() ? people.withRole(Role.ADMINISTRATOR) : officers;
    }

    /**
     * Who approves what is to go on a list: those of the policy's role, or else Strategic Managers or administrators, and
     * never whoever reviewed it.
     *
     * @throws IllegalStateException if there is nobody
     */
    @Transactional(readOnly = true)
    public List<String> approvers(String key) {
        String reviewer = require(key).reviewedBy();
        Role role = Role.valueOf(policies.current().retention().approver().name());
        return Stream.of(role, Role.STRATEGIC_MANAGER, Role.ADMINISTRATOR)
                .map(candidate -> people.withRole(candidate).stream()
                        .filter(person -> !person.equals(reviewer))
                        .toList())
                .filter(candidates -> !candidates.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody can approve the list " + key));
    }

    /** Takes the review; legal holds stand from now on. Answers whether anything is to go. */
    public boolean review(String key, String by, List<Reviewed> decisions) {
        Policy.Retention policy = policies.current().retention();
        DisposalList list = lists.save(require(key)
                .reviewed(by, calendar.now(), calendar.addWorkingDays(calendar.today(), policy.approveWd())));
        for (Reviewed decision : decisions) {
            DisposalItem item = items.save(item(list, decision.itemId())
                    .decided(decision.decision(), decision.reason(), decision.keepUntil(), calendar.now()));
            if (decision.decision() == Decision.HOLD) {
                holds.set(item.agreementId(), by, Objects.requireNonNull(decision.reason()));
            }
        }
        boolean anything = !toGo(key).isEmpty();
        if (anything) {
            approvers(key)
                    .forEach(approver ->
                            notifier.send(Notice.of(key + "/approve", approver, MailKind.DISPOSAL_TO_APPROVE, key)
                                    .due(Objects.requireNonNull(list.approveDueOn()))));
        }
        return anything;
    }

    /**
     * Takes the approval. Answers whether anything was approved.
     *
     * @throws IllegalArgumentException if the same person reviewed the list
     */
    public boolean approve(String key, String by, List<Approved> decisions) {
        DisposalList list = require(key);
        if (by.equals(list.reviewedBy())) {
            throw new IllegalArgumentException("Whoever reviewed a disposal does not approve it");
        }
        lists.save(list.approved(by, calendar.now()));
        for (Approved decision : decisions) {
            DisposalItem item = item(list, decision.itemId());
            items.save(
                    decision.refusal() == null
                            ? item.toBeDisposedOf()
                            : item.refused(decision.refusal(), calendar.now()));
        }
        return !approvedOf(key).isEmpty();
    }

    /**
     * Disposes of an approved file: everything of it goes, and a certificate stays. Does nothing where that was done, and
     * where a legal hold has come meanwhile or the agreement is not over any more, the file stays.
     */
    public void dispose(long itemId) {
        DisposalItem item = items.findById(itemId).orElseThrow();
        if (!Boolean.TRUE.equals(item.approved()) || item.outcome() != null) {
            return;
        }
        jdbc.sql("select id from agreement where id = :id for update")
                .param("id", item.agreementId())
                .query(Long.class)
                .optional();
        Optional<DueFile> file =
                holds.isHeld(item.agreementId()) ? Optional.empty() : schedule.file(item.agreementId());
        file.ifPresent(found -> delete(found, item));
        items.save(item.settled(file.isPresent() ? Outcome.DISPOSED : Outcome.HELD, calendar.now()));
    }

    private void delete(DueFile file, DisposalItem item) {
        DisposalList list = lists.findById(item.listId()).orElseThrow();
        Instant now = calendar.now().truncatedTo(ChronoUnit.MILLIS); // which both databases keep
        String signed = contents.signedHash(file.agreementId());
        Map<String, Integer> counts = contents.delete(file.agreementId(), file.supervisee());
        certificates.save(DisposalCertificate.of(file, list, item.dueOn(), now, Documents.write(counts), signed));
    }

    /** All certificates, the latest first. */
    @Transactional(readOnly = true)
    public List<DisposalCertificate> certificates() {
        return certificates.findAllByOrderByIdDesc();
    }

    /** A certificate by its row id. */
    @Transactional(readOnly = true)
    public Optional<DisposalCertificate> certificate(long id) {
        return certificates.findById(id);
    }

    /** The parties of a file on a list, in words; the key alone once it is gone. */
    @Transactional(readOnly = true)
    public String inWords(DisposalItem item) {
        String key = Agreement.keyOf(item.agreementId());
        return schedule.file(item.agreementId())
                .map(file -> key + ": " + people.nameOf(file.supervisor())
                        + (file.supervisee() == null ? "" : " and " + people.nameOf(file.supervisee())))
                .orElse(key);
    }

    /** When the agreement of a file on a list ended, a London date; empty once it is gone. */
    @Transactional(readOnly = true)
    public Optional<LocalDate> endOf(DisposalItem item) {
        return schedule.file(item.agreementId()).map(DueFile::endedOn);
    }

    /** Whether a legal hold keeps this file. */
    @Transactional(readOnly = true)
    public boolean isHeld(DisposalItem item) {
        return holds.isHeld(item.agreementId());
    }

    private DisposalItem item(DisposalList list, long itemId) {
        return items.findById(itemId)
                .filter(item -> item.listId() == list.requireId())
                .orElseThrow(() -> new NoSuchElementException("No file " + itemId + " on " + list.key()));
    }
}
