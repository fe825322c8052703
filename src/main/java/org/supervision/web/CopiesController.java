package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.taskform.CurrentUser;

/**
 * Everybody's own copies, to read and to print: with Tasklist's session below {@code /camunda}, with HTTP Basic below
 * {@code /api}. What isn't the reader's is not found.
 */
@Controller
@RequestMapping({CopiesController.IN_TASKLIST, CopiesController.IN_REST})
class CopiesController {

    static final String IN_TASKLIST = "/camunda/api/supervision/copies";
    static final String IN_REST = "/api/copies";

    private final Copies copies;
    private final CurrentUser currentUser;

    CopiesController(Copies copies, CurrentUser currentUser) {
        this.copies = copies;
        this.currentUser = currentUser;
    }

    @GetMapping
    String list(Model model, HttpServletRequest request) {
        String userId = currentUser.require();
        model.addAttribute("agreements", copies.agreementsOf(userId));
        model.addAttribute("records", copies.recordsOf(userId));
        return page("copies", model, request);
    }

    @GetMapping("/agreements/{agreement}/{term}")
    String agreement(
            @PathVariable String agreement, @PathVariable String term, Model model, HttpServletRequest request) {
        return copy(copies.agreement(agreement + "/" + term, currentUser.require()), model, request);
    }

    @GetMapping("/records/{session}")
    String record(@PathVariable String session, Model model, HttpServletRequest request) {
        return copy(copies.record(session, currentUser.require()), model, request);
    }

    private static String copy(Optional<Copies.Copy> copy, Model model, HttpServletRequest request) {
        model.addAttribute("copy", copy.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return page("copy", model, request);
    }

    private static String page(String name, Model model, HttpServletRequest request) {
        model.addAttribute("base", request.getServletPath().startsWith(IN_REST) ? IN_REST : IN_TASKLIST);
        return "pages/" + name;
    }
}
