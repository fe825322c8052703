package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.access.Route;
import org.supervision.agreement.AgreementTermService;
import org.supervision.taskform.CurrentUser;

/** Each party's copy of a signed agreement, to read and to keep (A6.1, B5). */
@RestController
@RequestMapping({"/api/agreements", AgreementTermService.COPIES})
class AgreementCopyController {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Copies copies;
    private final CurrentUser currentUser;

    AgreementCopyController(Copies copies, CurrentUser currentUser) {
        this.copies = copies;
        this.currentUser = currentUser;
    }

    /**
     * The text that both signed, with their signatures. For anybody who may not read it, and for a term that both
     * have not signed, there is none: 404.
     *
     * @param agreement such as {@code AG-000123}
     * @param term such as {@code T1}
     */
    @GetMapping("/{agreement}/{term}")
    ResponseEntity<String> copy(@PathVariable String agreement, @PathVariable String term, HttpServletRequest request) {
        boolean inTasklist = request.getServletPath().startsWith(AgreementTermService.COPIES);
        String copy = copies.textOfAgreement(
                        agreement + "/" + term, currentUser.require(), inTasklist ? Route.PAGE : Route.REST)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        ContentDisposition attachment = ContentDisposition.attachment()
                .filename(agreement + "-" + term + ".txt")
                .build();
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .cacheControl(CacheControl.noStore())
                .body(copy);
    }
}
