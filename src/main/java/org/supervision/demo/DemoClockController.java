package org.supervision.demo;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.London;
import org.supervision.people.Groups;
import org.supervision.taskform.CurrentUser;

/** The demo's clock: anyone signed in reads it, an administrator moves it. */
@RestController
@Profile("demo")
@RequestMapping("/api/demo/clock")
class DemoClockController {

    /** Each day on the way is lived through: an error in typing is not to keep the demo busy for ever. */
    private static final Duration FURTHEST = Duration.ofDays(3653);

    private final DemoClock clock;
    private final TimeTravel timeTravel;
    private final CurrentUser currentUser;

    DemoClockController(DemoClock clock, TimeTravel timeTravel, CurrentUser currentUser) {
        this.clock = clock;
        this.timeTravel = timeTravel;
        this.currentUser = currentUser;
    }

    /**
     * Where to move to: one of the two.
     *
     * @param advance an ISO period or duration, such as {@code P14D}; days are days in London
     * @param to an instant
     */
    record Move(@Nullable String advance, @Nullable String to) {}

    /** The clock's instant. */
    record Now(Instant now) {}

    /** Where the clock stopped and how many jobs ran on the way. */
    record Moved(Instant now, int jobsRun) {}

    @GetMapping
    Now now() {
        currentUser.require();
        return new Now(clock.now());
    }

    @PostMapping
    Moved move(@RequestBody Move move) {
        currentUser.require();
        if (!currentUser.in(Groups.ADMINISTRATORS)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only an administrator moves the clock.");
        }
        Instant target = target(move);
        if (target.isBefore(clock.now())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The clock only goes forward.");
        }
        if (target.isAfter(clock.now().plus(FURTHEST))) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The clock moves ten years at most at once.");
        }
        int jobsRun = timeTravel.moveTo(target);
        return new Moved(clock.now(), jobsRun);
    }

    private Instant target(Move move) {
        try {
            if (move.advance() != null && move.to() == null) {
                return ZonedDateTime.ofInstant(clock.now(), London.ZONE)
                        .plus(amount(move.advance()))
                        .toInstant();
            }
            if (move.to() != null && move.advance() == null) {
                return ZonedDateTime.parse(move.to()).toInstant();
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "Give a period such as P14D or an instant such as 2027-03-29T23:00:00Z.",
                    e);
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Give either \"advance\" or \"to\".");
    }

    private static TemporalAmount amount(String text) {
        return text.contains("T") ? Duration.parse(text) : Period.parse(text);
    }
}
