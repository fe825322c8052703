package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.LondonWords;
import org.supervision.subjectaccess.SubjectAccessPeople;
import org.supervision.subjectaccess.SubjectAccessService;
import org.supervision.taskform.CurrentUser;

/**
 * The answers to requests for somebody's own data, for the records officers to download while they can (C32). For everybody
 * else there is no such page, and no such answer: 404.
 */
@Controller
@RequestMapping({SubjectAccessController.IN_TASKLIST, SubjectAccessController.IN_REST})
class SubjectAccessController {

    static final String IN_TASKLIST = SubjectAccessService.PATH;
    static final String IN_REST = SubjectAccessService.REST_PATH;

    private static final MediaType ZIP = new MediaType("application", "zip");

    private final SubjectAccessService requests;
    private final SubjectAccessPeople people;
    private final SubjectAccessArchive archive;
    private final CurrentUser currentUser;

    SubjectAccessController(
            SubjectAccessService requests,
            SubjectAccessPeople people,
            SubjectAccessArchive archive,
            CurrentUser currentUser) {
        this.requests = requests;
        this.people = people;
        this.archive = archive;
        this.currentUser = currentUser;
    }

    /**
     * A request in the list, in words.
     *
     * @param until the last day on which its answer can be downloaded, or by which it is due
     */
    record Entry(String key, String name, String until) {}

    @GetMapping
    String list(Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        List<Entry> answers = requests.toDownload(userId).stream()
                .map(answer -> new Entry(
                        answer.key(),
                        people.nameOf(answer.requireSubject()),
                        LondonWords.of(answer.requireDownloadUntil())))
                .toList();
        List<Entry> open = requests.toLookThrough(userId).stream()
                .map(one ->
                        new Entry(one.key(), people.nameOf(one.requireSubject()), LondonWords.of(one.requireDueOn())))
                .toList();
        boolean mayBegin = people.mayBegin(userId);
        if (answers.isEmpty() && open.isEmpty() && !mayBegin) {
            throw notThere();
        }
        model.addAttribute("open", open);
        model.addAttribute("mayBegin", mayBegin);
        model.addAttribute("tasklist", Doors.TASKLIST);
        model.addAttribute("answers", answers);
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/subject-access";
    }

    /** The answer as a ZIP of a page, JSON and CSV; each download and each refusal is logged. */
    @GetMapping("/{key}/export")
    ResponseEntity<byte[]> export(@PathVariable String key) {
        byte[] zip = requests.download(key, currentUser.require())
                .map(archive::of)
                .orElseThrow(SubjectAccessController::notThere);
        return ResponseEntity.ok()
                .contentType(ZIP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(key + ".zip")
                                .build()
                                .toString())
                .body(zip);
    }

    /** Ends the download before its day; the answer is deleted. 404 for anybody who may not. */
    @PostMapping("/{key}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String key) {
        if (!requests.takeBack(key, currentUser.require())) {
            throw notThere();
        }
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
