package org.supervision.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.agreement.Agreement;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.TaskOverview;

/**
 * What of a supervision file belongs to a task, for the tabs beside its form in Tasklist: dates and states, and where to
 * open what was written. To look here opens nothing.
 */
@RestController
@Transactional(readOnly = true)
class TaskFileController {

    private final TaskOverview tasks;
    private final SupervisionFile file;
    private final SessionService sessions;
    private final MissedCases cases;
    private final CurrentUser currentUser;

    TaskFileController(
            TaskOverview tasks,
            SupervisionFile file,
            SessionService sessions,
            MissedCases cases,
            CurrentUser currentUser) {
        this.tasks = tasks;
        this.file = file;
        this.sessions = sessions;
        this.cases = cases;
        this.currentUser = currentUser;
    }

    /**
     * Something with a date.
     *
     * @param when its date in words, or what it is called
     * @param href where it can be read; null where it cannot
     * @param open what to say of that way
     */
    record Entry(
            String when,
            String what,
            List<String> notes,
            @Nullable String href,
            @Nullable String open) {}

    /** The agreement: where it stands, its terms, and where its whole file is. */
    record AgreementView(List<Copies.Line> facts, List<Entry> terms, String href) {}

    /**
     * What belongs to a task.
     *
     * @param sessions the sessions before the task's, the latest first; none where the reader has no file of them
     * @param agreement null where the reader has no file of it
     * @param missed what has happened in the case; null where the task is about none
     */
    record TaskFile(
            List<Entry> sessions,
            @Nullable AgreementView agreement,
            @Nullable List<Entry> missed) {}

    /** 404 for a task that isn't the caller's. */
    @GetMapping({Doors.WITH_SESSION + "/tasks/{id}/file", Doors.AT_EACH_REQUEST + "/tasks/{id}/file"})
    TaskFile fileOf(@PathVariable String id) {
        String userId = currentUser.require();
        String key =
                tasks.businessKeyOf(id, userId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<MissedCase> missed = cases.all(List.of(key)).stream().findFirst();
        Optional<Agreement> agreement = agreementOf(key, missed).flatMap(found -> file.find(found, userId));
        return new TaskFile(
                agreement.map(own -> earlier(own, key, userId)).orElse(List.of()),
                agreement.map(own -> view(own, userId)).orElse(null),
                missed.map(this::timeline).orElse(null));
    }

    private Optional<String> agreementOf(String key, Optional<MissedCase> missed) {
        if (Agreement.isKey(key)) {
            return Optional.of(Agreement.keyOf(Agreement.idOf(key)));
        }
        return (SupervisionSession.isKey(key)
                        ? sessions.find(SupervisionSession.idOf(key)).map(SupervisionSession::agreementId)
                        : missed.map(MissedCase::agreementId))
                .map(Agreement::keyOf);
    }

    private List<Entry> earlier(Agreement agreement, String key, String userId) {
        List<SupervisionFile.Session> all = file.sessions(agreement, userId);
        int own = all.stream().map(SupervisionFile.Session::key).toList().indexOf(key);
        return all.subList(own + 1, all.size()).stream()
                .filter(SupervisionFile.Session::over)
                .map(session -> new Entry(
                        session.when() + ", " + session.away(),
                        session.state().words(),
                        session.notes(),
                        session.record() == null ? null : CopiesController.IN_TASKLIST + "/" + session.record(),
                        "Open the record of " + session.key()))
                .toList();
    }

    private AgreementView view(Agreement agreement, String userId) {
        return new AgreementView(
                file.relationship(agreement, userId).lines(),
                file.terms(agreement, userId).stream()
                        .map(term -> new Entry(
                                term.key(),
                                term.state().words(),
                                term.notes(),
                                term.copy() == null ? null : CopiesController.IN_TASKLIST + "/" + term.copy(),
                                "Open " + term.key()))
                        .toList(),
                FileController.IN_TASKLIST + "/" + agreement.key());
    }

    private List<Entry> timeline(MissedCase missed) {
        return file.missed(missed).steps().stream()
                .map(step -> new Entry(step.when(), step.what(), List.of(), null, null))
                .toList();
    }
}
