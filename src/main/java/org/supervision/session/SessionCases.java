package org.supervision.session;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.util.Streamable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.caseload.CaseRegister;
import org.supervision.caseload.WorkCase;

/** The cases that sessions discussed, and whether their files were updated (B5, B7). */
@Service
@Transactional
public class SessionCases {

    private final CaseRegister register;
    private final SessionCaseRepository discussed;
    private final SessionDeadlines deadlines;
    private final WorkingCalendar calendar;

    SessionCases(
            CaseRegister register,
            SessionCaseRepository discussed,
            SessionDeadlines deadlines,
            WorkingCalendar calendar) {
        this.register = register;
        this.discussed = discussed;
        this.deadlines = deadlines;
        this.calendar = calendar;
    }

    /** The cases discussed in a session. */
    public List<SessionCase> discussedIn(long sessionId) {
        return discussed.findBySessionIdOrderById(sessionId);
    }

    /**
     * One case discussed in a session.
     *
     * @throws NoSuchElementException if there is no such row
     */
    public SessionCase require(long sessionCaseId) {
        return discussed
                .findById(sessionCaseId)
                .orElseThrow(() -> new NoSuchElementException("No discussed case " + sessionCaseId));
    }

    /** The reference of a discussed case. */
    public String referenceOf(SessionCase discussedCase) {
        return register.require(discussedCase.workCaseId()).reference();
    }

    /** What discussed cases are called on cards, by row id. */
    public Map<Long, String> namesOf(Collection<Long> sessionCaseIds) {
        List<SessionCase> rows =
                Streamable.of(discussed.findAllById(sessionCaseIds)).toList();
        Map<Long, String> references = register
                .all(rows.stream().map(SessionCase::workCaseId).toList())
                .stream()
                .collect(Collectors.toMap(WorkCase::requireId, WorkCase::reference));
        Map<Long, String> names = new HashMap<>();
        rows.forEach(row -> names.put(row.id(), "Case " + references.get(row.workCaseId())));
        return names;
    }

    /** The days on which a case was reviewed, the earliest first: London dates of held sessions with a distributed record. */
    public List<LocalDate> reviewsOf(long workCaseId) {
        return discussed.findByWorkCaseId(workCaseId).stream()
                .map(SessionCase::reviewedOn)
                .filter(day -> day != null)
                .sorted()
                .toList();
    }

    /**
     * Confirms that a case's file has the session's actions and decisions (B5).
     *
     * @param on London date of the update
     * @param by user id of who says so
     */
    public void confirmFileUpdated(long sessionCaseId, LocalDate on, String reference, boolean copyGiven, String by) {
        discussed.save(require(sessionCaseId).fileUpdated(on, reference.strip(), copyGiven, by, calendar.now()));
    }

    /** What a version of a record says of one of its session's cases; nothing where it does not have it. */
    public Optional<CaseExtract> extract(RecordVersion version, SessionCase discussedCase) {
        WorkCase one = register.require(discussedCase.workCaseId());
        RecordContent record = version.read();
        return record.cases().stream()
                .filter(row -> row.reference().equals(one.reference()))
                .findFirst()
                .map(row -> new CaseExtract(
                        "%s/C%d/V%d".formatted(record.session(), discussedCase.id(), version.versionNumber()),
                        record.session(),
                        version.versionNumber(),
                        record.startedAt().toLocalDate(),
                        record.supervisor(),
                        record.supervisee(),
                        one.reference(),
                        one.initials(),
                        row.inDepth(),
                        row.priority(),
                        row.discussion(),
                        row.decision(),
                        record.actions().stream()
                                .filter(action -> one.reference().equals(action.caseReference()))
                                .map(action -> new CaseExtract.Action(action.what(), action.owner(), action.due()))
                                .toList()));
    }

    /** Takes down what a version of a record discussed; cases that nobody has heard of join the register. */
    void discuss(SupervisionSession session, int version, List<RecordContent.CaseDiscussed> rows) {
        LocalDate day = deadlines.dateOf(session);
        Map<Long, SessionCase> known = discussedIn(session.requireId()).stream()
                .collect(Collectors.toMap(SessionCase::workCaseId, Function.identity()));
        for (RecordContent.CaseDiscussed row : rows) {
            WorkCase one = register.discussed(session.supervisee(), row.reference(), row.priority(), day);
            SessionCase before = known.get(one.requireId());
            discussed.save(
                    before == null
                            ? SessionCase.discussed(
                                    session.requireId(), one.requireId(), version, row.inDepth(), row.priority())
                            : before.corrected(row.inDepth(), row.priority()));
        }
    }

    /** Counts the cases of a distributed record as reviewed on the session's day, and those that it leaves out as not. */
    void reviewed(SupervisionSession session, List<RecordContent.CaseDiscussed> rows) {
        LocalDate day = deadlines.dateOf(session);
        Set<String> said =
                rows.stream().map(RecordContent.CaseDiscussed::reference).collect(Collectors.toSet());
        for (SessionCase row : discussedIn(session.requireId())) {
            discussed.save(row.reviewed(said.contains(referenceOf(row)) ? day : null));
            List<SessionCase> all = discussed.findByWorkCaseId(row.workCaseId());
            register.reviewed(
                    row.workCaseId(),
                    lastOf(all),
                    lastOf(all.stream().filter(SessionCase::inDepth).toList()));
        }
    }

    private static @Nullable LocalDate lastOf(List<SessionCase> rows) {
        return rows.stream()
                .map(SessionCase::reviewedOn)
                .filter(day -> day != null)
                .max(LocalDate::compareTo)
                .orElse(null);
    }
}
