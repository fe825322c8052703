package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.agreement.Fact;
import org.supervision.calendar.LondonWords;
import org.supervision.disclosure.BundleContent;
import org.supervision.disclosure.Disclosure;
import org.supervision.disclosure.DisclosureFacts;
import org.supervision.disclosure.DisclosureLists;
import org.supervision.disclosure.DisclosurePeople;
import org.supervision.disclosure.DisclosureService;
import org.supervision.disclosure.DisclosureState;
import org.supervision.taskform.CurrentUser;

/**
 * Disclosures as each person may see them: the two whose records they are, with the log of who opened what and a way to
 * take an agreement back; the reader, with the bundle; those who look after them (A6.2, A6.3, B6). What isn't the
 * reader's is not found.
 */
@Controller
@RequestMapping({DisclosuresController.IN_TASKLIST, DisclosuresController.IN_REST})
class DisclosuresController {

    static final String IN_TASKLIST = DisclosureService.PATH;
    static final String IN_REST = DisclosureService.REST_PATH;

    private final DisclosureService disclosures;
    private final DisclosureLists lists;
    private final DisclosureFacts facts;
    private final DisclosurePeople people;
    private final CurrentUser currentUser;

    DisclosuresController(
            DisclosureService disclosures,
            DisclosureLists lists,
            DisclosureFacts facts,
            DisclosurePeople people,
            CurrentUser currentUser) {
        this.disclosures = disclosures;
        this.lists = lists;
        this.facts = facts;
        this.people = people;
        this.currentUser = currentUser;
    }

    /**
     * A disclosure as a page shows it.
     *
     * @param state how far it is, in words
     * @param open whether its reader can read it today
     * @param until the last day on which the reader may read; empty before that is known
     * @param mayWithdraw whether the reader of the page can take an agreement back
     * @param mayRevoke whether the reader of the page can end the access
     */
    record Entry(
            String key,
            String state,
            boolean open,
            String until,
            List<Fact> lines,
            List<Fact> log,
            boolean mayWithdraw,
            boolean mayRevoke) {}

    @GetMapping
    String list(Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        model.addAttribute("toRead", entries(lists.toRead(userId), userId, false));
        model.addAttribute("own", entries(lists.ofRecordsOf(userId), userId, true));
        model.addAttribute("lookedAfter", entries(lists.lookedAfterBy(userId), userId, true));
        model.addAttribute("mayRequest", people.mayRequest(userId));
        model.addAttribute("tasklist", Doors.TASKLIST);
        return page("disclosures", model, request);
    }

    private List<Entry> entries(List<Disclosure> found, String userId, boolean withLog) {
        return found.stream()
                .map(disclosure -> new Entry(
                        disclosure.key(),
                        disclosure.state().words(),
                        disclosure.state() == DisclosureState.RELEASED,
                        disclosure.accessUntil() == null ? "" : LondonWords.of(disclosure.accessUntil()),
                        facts.of(disclosure),
                        withLog ? facts.log(disclosure) : List.of(),
                        disclosures.mayWithdraw(disclosure, userId),
                        disclosures.mayRevoke(disclosure, userId)))
                .toList();
    }

    /** The bundle, for its reader alone while access lasts; each opening and each refusal is logged. */
    @GetMapping("/{key}/bundle")
    String bundle(@PathVariable String key, Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        BundleContent bundle =
                disclosures.open(key, userId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("bundle", bundle);
        model.addAttribute("key", key);
        model.addAttribute("lines", facts.of(disclosures.require(key)));
        return page("bundle", model, request);
    }

    /** Takes the caller's agreement back, until the bundle is released. 404 where there is none to take back. */
    @PostMapping("/{key}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String key) {
        requireDone(disclosures.withdraw(key, currentUser.require()));
    }

    /** Ends the reader's access before its day. 404 for anybody who may not. */
    @PostMapping("/{key}/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String key) {
        requireDone(disclosures.revoke(key, currentUser.require()));
    }

    private static void requireDone(boolean done) {
        if (!done) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "There is nothing to take back, or it was taken back already. Reload the page.");
        }
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/" + name;
    }
}
