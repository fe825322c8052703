package org.supervision.calendar;

import java.time.ZoneId;

/** Where people live and rules apply, whatever the server's zone. */
public final class London {

    /** Europe/London: GMT in winter, BST in summer. */
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private London() {}
}
