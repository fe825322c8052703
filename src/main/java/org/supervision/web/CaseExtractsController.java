package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.caseexport.CaseExports;
import org.supervision.caseexport.ExportSettings;
import org.supervision.taskform.CurrentUser;

/**
 * What records say of cases, for a case system (B5, F59): for the users of the group that the settings name, and for nobody
 * else. Where none is named there is nothing, 404.
 */
@RestController
@RequestMapping("/api/case-extracts")
class CaseExtractsController {

    private static final int MOST = 200;

    private final CaseExports exports;
    private final ExportSettings settings;
    private final CurrentUser currentUser;

    CaseExtractsController(CaseExports exports, ExportSettings settings, CurrentUser currentUser) {
        this.exports = exports;
        this.settings = settings;
        this.currentUser = currentUser;
    }

    /**
     * The extracts after a place, in the order in which they were first asked for; each is logged as read by the system.
     *
     * @param after {@code next} of the page before; 0 for the first page
     * @param limit how many at most, from 1 to 200
     */
    @Operation(summary = "What distributed records say of cases, page by page, for a case system")
    @GetMapping
    ResponseEntity<CaseExports.Page> page(
            @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "50") int limit) {
        String reader = currentUser.require();
        if (!settings.hasGroup() || !currentUser.in(settings.group())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (after < 0 || limit < 1 || limit > MOST) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "after is 0 or more, limit is from 1 to " + MOST + ".");
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(exports.page(after, limit, reader));
    }
}
