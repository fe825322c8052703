package org.supervision.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** Where people live and rules apply, whatever the server's zone. */
public final class London {

    /** Europe/London: GMT in winter, BST in summer. */
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private London() {}

    /** Why no clock in London shows this time: it is left out when summer time begins. Empty for all others, in a sentence. */
    public static Optional<String> problemOf(LocalDateTime local) {
        ZoneOffsetTransition change = ZONE.getRules().getTransition(local);
        return change == null || !change.isGap()
                ? Optional.empty()
                : Optional.of("%s does not exist on %s: the clocks go forward from %s to %s. Choose another time."
                        .formatted(
                                TIME.format(local),
                                LondonWords.of(local.toLocalDate()),
                                TIME.format(change.getDateTimeBefore()),
                                TIME.format(change.getDateTimeAfter())));
    }
}
