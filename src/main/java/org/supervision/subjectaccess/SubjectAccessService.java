package org.supervision.subjectaccess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.Access;
import org.supervision.access.AccessGrant.Scope;
import org.supervision.access.AccessGrants;
import org.supervision.access.Content;
import org.supervision.access.Denial;
import org.supervision.access.GrantBasis;
import org.supervision.access.Route;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.disclosure.Redaction;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.persistence.Documents;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/**
 * Takes somebody's request for their own data from the day it is received to the end of the download (C32, D5). What is held
 * is copied on the day of the request; the records officers read that copy through the gate, and only while it is open.
 */
@Service
@Transactional
public class SubjectAccessService {

    /** Where answers are downloaded by those signed in to Tasklist; a key may follow. */
    public static final String PATH = "/camunda/api/supervision/subject-access";

    /** The same for scripts. */
    public static final String REST_PATH = "/api/subject-access";

    private final SubjectAccessRepository requests;
    private final SubjectAccessCopyRepository copies;
    private final SubjectAccessExportRepository exports;
    private final SubjectData data;
    private final SubjectAccessPeople people;
    private final Access access;
    private final AccessGrants grants;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    SubjectAccessService(
            SubjectAccessRepository requests,
            SubjectAccessCopyRepository copies,
            SubjectAccessExportRepository exports,
            SubjectData data,
            SubjectAccessPeople people,
            Access access,
            AccessGrants grants,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.requests = requests;
        this.copies = copies;
        this.exports = exports;
        this.data = data;
        this.people = people;
        this.access = access;
        this.grants = grants;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
        this.events = events;
    }

    /**
     * Begins a request that its form will fill in.
     *
     * @return its key
     */
    public String begin(String officer) {
        LocalDate by = calendar.addWorkingDays(calendar.today(), policy().requestWd());
        return requests.save(SubjectAccess.begun(officer, calendar.now(), by)).key();
    }

    /** The request with this key, if there is one. */
    public Optional<SubjectAccess> find(String key) {
        return SubjectAccess.isKey(key) ? requests.findById(SubjectAccess.idOf(key)) : Optional.empty();
    }

    /**
     * The request with this key.
     *
     * @throws NoSuchElementException if there is none
     */
    public SubjectAccess require(String key) {
        return find(key).orElseThrow(() -> new NoSuchElementException("No subject access request " + key));
    }

    /** When a request that was received on this London date is to be answered: the same day of a later month. */
    public LocalDate dueOn(LocalDate receivedOn) {
        return calendar.addMonthsClamped(receivedOn, policy().months());
    }

    /** The same where it takes longer for a reason. */
    public LocalDate extendedDueOn(LocalDate receivedOn) {
        return calendar.addMonthsClamped(receivedOn, policy().months() + policy().extensionMonths());
    }

    /** Closes a request that was started by mistake. */
    public void drop(String key) {
        requests.save(require(key).closed(SubjectAccessState.DROPPED, calendar.now()));
    }

    /**
     * Keeps what is asked for, copies what is held, and lets the records officers look through it.
     *
     * @param subject user id of the person
     * @param receivedOn London date, today or before
     */
    public void request(
            String key, String subject, LocalDate receivedOn, String identityCheck, @Nullable String reference) {
        SubjectAccess request =
                requests.save(require(key).requested(subject, receivedOn, identityCheck, reference, dueOn(receivedOn)));
        List<SubjectItem> held = data.of(subject);
        copies.save(new SubjectAccessCopy(null, request.requireId(), Documents.write(new SubjectItems(held))));
        for (String officer : people.officers(subject)) {
            letRead(request, officer, calendar.knownUntil(), held);
            notifier.send(Notice.of(key + "/redact", officer, MailKind.SUBJECT_ACCESS_TO_REDACT, key)
                    .due(request.requireDueOn()));
        }
    }

    /** Opens the gate to these for one person, until that is over. */
    private void letRead(SubjectAccess request, String officer, LocalDate until, List<SubjectItem> items) {
        List<Scope> scopes = contents(items).stream()
                .map(content -> new Scope(content.kind(), content.key()))
                .distinct()
                .toList();
        if (!scopes.isEmpty()) {
            grants.grant(new AccessGrants.NewGrant(
                    officer,
                    GrantBasis.SUBJECT_ACCESS,
                    request.key(),
                    calendar.today(),
                    until,
                    null,
                    request.requestedBy(),
                    scopes));
        }
    }

    private static List<Content> contents(List<SubjectItem> items) {
        return items.stream()
                .flatMap(item -> item.contents().stream())
                .distinct()
                .toList();
    }

    /** Opens what is held to one of those who look through it; nothing for anybody else. */
    public Optional<List<SubjectItem>> open(String key, String officer) {
        return held(key)
                .filter(items -> isOfficer(require(key), officer)
                        && access.open(officer, stillThere(officer, items), Route.EXPORT));
    }

    /** The same for somebody who has opened it before. */
    public Optional<List<SubjectItem>> again(String key, String officer) {
        return held(key)
                .filter(items -> isOfficer(require(key), officer)
                        && access.mayGoOn(officer, stillThere(officer, items), Route.EXPORT));
    }

    /** What the gate still knows: a file that was disposed of since is in the copy, as it was held on that day. */
    private List<Content> stillThere(String reader, List<SubjectItem> items) {
        return access.decideAll(reader, contents(items), Route.EXPORT).entrySet().stream()
                .filter(decided -> decided.getValue().denial() != Denial.NOTHING_THERE)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isOfficer(SubjectAccess request, String userId) {
        return people.officers(request.requireSubject()).contains(userId);
    }

    private Optional<List<SubjectItem>> held(String key) {
        return find(key)
                .flatMap(request -> copies.findBySubjectAccessId(request.requireId()))
                .map(copy -> Documents.read(copy.content(), SubjectItems.class).items());
    }

    /** What was decided before it was put off, or a blank row for each item. */
    public List<ItemRow> rows(SubjectAccess request, List<SubjectItem> items) {
        Map<String, ItemRow> decided = byId(request.rows());
        return items.stream()
                .map(item -> decided.getOrDefault(item.id(), new ItemRow(item.id(), null, null)))
                .toList();
    }

    private static Map<String, ItemRow> byId(List<ItemRow> rows) {
        Map<String, ItemRow> byId = new HashMap<>();
        rows.stream().filter(row -> row.id() != null).forEach(row -> byId.put(row.id(), row));
        return byId;
    }

    /** Whether it can be put off: once, and before it is late. */
    public boolean mayExtend(SubjectAccess request) {
        return request.extendedAt() == null
                && policy().extensionMonths() > 0
                && !calendar.today().isAfter(request.requireDueOn());
    }

    /** Puts it off for a reason, and keeps what was decided so far. */
    public void extend(String key, String reason, List<ItemRow> rows) {
        SubjectAccess request = require(key);
        requests.save(request.extended(extendedDueOn(request.requireReceivedOn()), reason, calendar.now(), rows));
    }

    /**
     * Prepares the answer: without the items that are left out, and without what is blacked out.
     *
     * @throws IllegalStateException where an item is not decided, or the officer may not read them
     */
    public void prepare(String key, String officer, List<ItemRow> rows) {
        SubjectAccess request = require(key);
        List<SubjectItem> items = again(key, officer).orElseThrow(() -> new IllegalStateException("Not open: " + key));
        Map<String, ItemRow> decided = byId(rows);
        List<SubjectItem> included = new ArrayList<>();
        for (SubjectItem item : items) {
            ItemRow row = decided.get(item.id());
            if (row == null || row.decision() == null) {
                throw new IllegalStateException("An item of " + key + " is not decided");
            }
            if (row.decision() == ItemDecision.INCLUDE) {
                Redaction black = Redaction.of(row.blackOut());
                included.add(item.with(item.parts().stream().map(black::apply).toList()));
            }
        }
        exports.save(new SubjectAccessExport(
                null, request.requireId(), Documents.write(new SubjectItems(included)), officer));
        requests.save(request.decided(
                items.stream()
                        .map(item -> decided.get(item.id()).withoutWords())
                        .toList(),
                officer));
    }

    /** Lets the records officers download the answer for a while, and tells the person that it is there. */
    public void release(String key) {
        LocalDate until = calendar.today().plusDays(policy().downloadDays());
        SubjectAccess request = requests.save(require(key).released(calendar.now(), until));
        endReading(request, Objects.requireNonNull(request.releasedBy()));
        copies.findBySubjectAccessId(request.requireId()).ifPresent(copies::delete);
        List<SubjectItem> answer = answer(request);
        people.officers(request.requireSubject()).forEach(officer -> letRead(request, officer, until, answer));
        notifier.send(Notice.of(key + "/ready", request.requireSubject(), MailKind.SUBJECT_ACCESS_READY, key));
    }

    private List<SubjectItem> answer(SubjectAccess request) {
        return exports.findBySubjectAccessId(request.requireId())
                .map(export ->
                        Documents.read(export.content(), SubjectItems.class).items())
                .orElse(List.of());
    }

    private void endReading(SubjectAccess request, String by) {
        grants.of(request.key()).forEach(grant -> grants.revoke(grant.id(), by));
    }

    /** The person wants it no more: nothing is released, and the copy goes. */
    public void withdraw(String key) {
        SubjectAccess request = require(key);
        endReading(request, request.requestedBy());
        copies.findBySubjectAccessId(request.requireId()).ifPresent(copies::delete);
        requests.save(request.closed(SubjectAccessState.WITHDRAWN, calendar.now()));
    }

    /** It is late: tells whoever the policy names. */
    public void overdue(String key) {
        SubjectAccess request = requests.save(require(key).overdue(calendar.now()));
        people.overdueReaders()
                .forEach(reader -> notifier.send(Notice.of(
                                key + "/overdue/" + request.requireDueOn(),
                                reader,
                                MailKind.SUBJECT_ACCESS_OVERDUE,
                                key)
                        .due(request.requireDueOn())));
    }

    /** The download is over: the answer goes, and what is left says who decided what, and nothing of the data. */
    public void endDownload(String key) {
        SubjectAccess request = require(key);
        endReading(request, Objects.requireNonNull(request.releasedBy()));
        exports.findBySubjectAccessId(request.requireId()).ifPresent(exports::delete);
        requests.save(request.closed(SubjectAccessState.ENDED, calendar.now()));
    }

    /** The answers that this person can download now. */
    public List<SubjectAccess> toDownload(String userId) {
        return requests.findByProgressStateOrderByIdDesc(SubjectAccessState.RELEASED).stream()
                .filter(request -> mayDownload(request, userId))
                .toList();
    }

    /** The requests that this person looks through now, the newest first. */
    public List<SubjectAccess> toLookThrough(String userId) {
        return requests.findByProgressStateOrderByIdDesc(SubjectAccessState.OPEN).stream()
                .filter(request -> isOfficer(request, userId))
                .toList();
    }

    private boolean mayDownload(SubjectAccess request, String userId) {
        return !calendar.today().isAfter(request.requireDownloadUntil()) && isOfficer(request, userId);
    }

    /**
     * Opens the answer to one of the records officers and logs it. Anybody else gets nothing, which is logged too, and so
     * does everybody once its last day is over.
     */
    public Optional<SubjectAccessAnswer> download(String key, String userId) {
        return find(key)
                .filter(request -> request.state() == SubjectAccessState.RELEASED)
                .flatMap(request -> {
                    List<SubjectItem> answer = answer(request);
                    return opens(request, userId, stillThere(userId, answer))
                            ? Optional.of(inFull(request, answer))
                            : Optional.empty();
                });
    }

    private boolean opens(SubjectAccess request, String userId, List<Content> contents) {
        if (mayDownload(request, userId)) {
            return access.open(userId, contents, Route.DOWNLOAD);
        }
        access.mayGoOn(userId, contents, Route.DOWNLOAD); // logs what is refused
        return false;
    }

    private SubjectAccessAnswer inFull(SubjectAccess request, List<SubjectItem> answer) {
        Map<String, Integer> leftOut = new HashMap<>();
        request.rows().stream()
                .map(ItemRow::decision)
                .flatMap(Stream::ofNullable)
                .filter(decision -> decision != ItemDecision.INCLUDE)
                .forEach(decision -> leftOut.merge(decision.words(), 1, Integer::sum));
        return new SubjectAccessAnswer(
                request.key(),
                people.nameOf(request.requireSubject()),
                request.requireReceivedOn(),
                calendar.dateOf(Objects.requireNonNull(request.releasedAt())),
                answer.stream()
                        .map(item -> new SubjectAccessAnswer.Item(item.title(), item.parts()))
                        .toList(),
                leftOut);
    }

    /**
     * Ends the download before its day. Publishes {@link DownloadTakenBack}.
     *
     * @return whether there was one to end
     */
    public boolean takeBack(String key, String userId) {
        Optional<SubjectAccess> request =
                find(key).filter(found -> found.state() == SubjectAccessState.RELEASED && mayDownload(found, userId));
        request.ifPresent(found -> events.publishEvent(new DownloadTakenBack(key)));
        return request.isPresent();
    }

    private Policy.SubjectAccess policy() {
        return policies.current().subjectAccess();
    }
}
