package org.supervision.compliance;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.supervision.session.ReasonClass;

/** Something that is counted of the supervisions of a team: as it stands now, or in a month. Never a word of anybody's. */
public enum Figure {
    /** Agreements in force now (A-sig). */
    SUPERVISIONS("Supervisions in force"),
    /** Those of them whose last signed session was not longer ago than agreed, when the month was over (B1, A7.2). */
    IN_TIME("Within their interval", SUPERVISIONS),
    /**
     * Sessions whose day by the agreed interval fell in the month, was over before it, or that were held early in it (B1).
     */
    DUE("Due in the month"),
    /** Of these, those that were held, or whose day is over. */
    DUE_BY_NOW("Due by now", DUE),
    /** Of these, those that were held and whose record both signed, or said why not (A6.2). */
    HELD("Held and signed", DUE_BY_NOW),
    /** Said to be held, but not recorded and signed. */
    HELD_UNSIGNED("Held, not signed yet"),
    /** Held and signed, and held on its day or before. */
    ON_TIME("Held and signed on time", DUE_BY_NOW),
    /** Sessions of the month that were missed (B8). */
    MISSED("Sessions missed"),
    /** Records due in the month that were distributed, or whose day is over (A6.1). */
    RECORDS_DUE("Records due by now"),
    /** Those of them that were distributed by their day. */
    RECORDS_ON_TIME("Records on time", RECORDS_DUE),
    /** Cases that went to a manager in the month (B8, A7.2). */
    ESCALATED("Went to a manager"),

    /** Of the cases that began in the month: no session was held yet, and no manager has it. */
    STILL_WITH_THE_TWO("Still with the two"),
    /** A manager has it. */
    STILL_WITH_A_MANAGER("Still with a manager"),
    /** A session was held before a manager had it. */
    PUT_RIGHT("Held late, by the two themselves"),
    /** A session was held after a manager had it. */
    RESOLVED("Held late, after it went to a manager"),
    /** Somebody else held it for the supervisor. */
    COVERED("Held late, by a cover or interim supervisor"),
    /** Both say that it was held after all (E5). */
    HELD_AFTER_ALL("Was held, as both say"),
    /** Suspended, or the agreement ended. */
    NOT_OWED("No longer owed"),

    /** Cases open now. */
    CASES_OPEN("Open escalations"),
    /** Those that a manager has. */
    WITH_A_MANAGER("Of these with a manager", CASES_OPEN),
    /** Agreements that were unsigned for too long (A1.2). */
    UNSIGNED("Agreements unsigned for too long"),
    /** Distributed records that wait for a signature or a reason (A6.2). */
    RECORDS_UNSIGNED("Records not signed yet"),
    /** Agreements with fewer sessions booked ahead than the policy wants (B3). */
    UNBOOKED("Too few sessions booked"),
    /** Sessions within the interval that fall into an absence and that nobody is to hold (A-br). */
    UNCOVERED("Sessions in an absence, not covered"),
    /** People without an allocated supervisor (B8). */
    UNALLOCATED("Without an allocated supervisor"),
    /** Reviews whose day is over (B9). */
    REVIEWS_LATE("Reviews overdue"),
    /** Open actions that a session carried over (B5). */
    ACTIONS_CARRIED("Actions carried over"),
    /** Those that were carried over so often that they are flagged (F51). */
    ACTIONS_REPEATED("Of these more than once", ACTIONS_CARRIED),

    /** Why sessions of the month were moved, cancelled or missed (A2.4). */
    LEAVE(ReasonClass.LEAVE),
    SICKNESS(ReasonClass.SICKNESS),
    WORKLOAD(ReasonClass.WORKLOAD),
    EMERGENCY(ReasonClass.EMERGENCY),
    COURT(ReasonClass.COURT),
    OTHER(ReasonClass.OTHER);

    private final String words;
    private final @Nullable Figure whole;

    Figure(String words) {
        this(words, null);
    }

    Figure(String words, @Nullable Figure whole) {
        this.words = words;
        this.whole = whole;
    }

    Figure(ReasonClass reason) {
        this(reason.name().charAt(0) + reason.name().substring(1).toLowerCase(Locale.ROOT), null);
    }

    /** The figure of a reason. */
    static Figure of(ReasonClass reason) {
        return valueOf(reason.name());
    }

    /** What it is called. */
    public String words() {
        return words;
    }

    /** What it is a part of. */
    public Optional<Figure> whole() {
        return Optional.ofNullable(whole);
    }
}
