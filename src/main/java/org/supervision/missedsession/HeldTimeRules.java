package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.taskform.FormErrors;

/** What somebody must enter who says that a session was held after all (E5, E8). */
@Component
public class HeldTimeRules {

    private final MissedCases cases;
    private final WorkingCalendar calendar;

    HeldTimeRules(MissedCases cases, WorkingCalendar calendar) {
        this.cases = cases;
        this.calendar = calendar;
    }

    /**
     * Adds what is wrong with the times of a session that is said to have been held: {@code actualStart} and
     * {@code actualEnd}, both in the past and not before the day of the first slot that failed. Only one claim stands at a
     * time: the other party answers it instead of making a second one.
     *
     * @param by user id of who says so
     * @param claimField the field that says so
     */
    public void check(
            MissedCase missed,
            String by,
            String claimField,
            @Nullable LocalDateTime actualStart,
            @Nullable LocalDateTime actualEnd,
            FormErrors errors) {
        cases.openClaim(missed)
                .map(claim -> claim.asked().equals(by)
                        ? "The other person has said so already. Answer the task “Confirm that it was held” instead."
                        : "You have said so already. The other person has been asked to confirm it.")
                .ifPresent(message -> errors.add(claimField, message, "B8"));
        errors.require("actualStart", actualStart, "Enter when it began.", null);
        errors.require("actualEnd", actualEnd, "Enter when it ended.", null);
        if (actualStart == null || actualEnd == null) {
            return;
        }
        Instant start = calendar.at(actualStart);
        Instant end = calendar.at(actualEnd);
        if (start.isBefore(calendar.startOf(missed.initialMissedOn()))) {
            errors.add("actualStart", "That is before the day of the session. Enter when it really began.");
        } else if (!start.isBefore(calendar.now())) {
            errors.add("actualStart", "That is still to come. Enter when it really began.");
        }
        if (!start.isBefore(end)) {
            errors.add("actualEnd", "It cannot have ended before it began. Check both times.");
        } else if (end.isAfter(calendar.now())) {
            errors.add("actualEnd", "That is still to come. Enter when it really ended.");
        }
    }
}
