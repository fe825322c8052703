package org.supervision.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.supervision.diary.FeedAddresses;
import org.supervision.diary.PersonalCalendar;
import org.supervision.notification.CalendarFeed;
import org.supervision.persistence.Documents;

/**
 * Somebody's calendar under its secret address, for programs that cannot sign in. An address that is unknown or revoked, or
 * whose owner has left, is not there: 404 without a word, so that the secret stands in no answer and in no log.
 */
@Controller
@Hidden
class CalendarFeedController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);
    private static final String ENDING = ".ics";

    private final FeedAddresses addresses;
    private final PersonalCalendar calendars;
    private final CalendarFeed feed;

    CalendarFeedController(FeedAddresses addresses, PersonalCalendar calendars, CalendarFeed feed) {
        this.addresses = addresses;
        this.calendars = calendars;
        this.feed = feed;
    }

    /** Asked again with the {@code ETag} of an answer that still holds, it answers 304. */
    @GetMapping("/calendar/{file}")
    ResponseEntity<String> feed(@PathVariable String file) {
        if (!file.endsWith(ENDING)) {
            return notThere();
        }
        return addresses
                .ownerOf(file.substring(0, file.length() - ENDING.length()))
                .map(calendars::of)
                .map(entries -> feed.write(entries.meetings(), entries.deadlines()))
                .map(CalendarFeedController::answer)
                .orElseGet(CalendarFeedController::notThere);
    }

    private static ResponseEntity<String> answer(String calendar) {
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"supervision.ics\"")
                .header("X-Robots-Tag", "noindex, nofollow")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(Documents.sha256(calendar))
                .body(calendar);
    }

    private static ResponseEntity<String> notThere() {
        return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
    }
}
