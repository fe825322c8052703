package org.supervision.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What must hold in every world after every step. */
final class Invariants {

    /** One of them, with its clause and how to look. */
    record Invariant(String name, String clause, Function<Facts, List<String>> look) {}

    private static final List<Invariant> ALL = List.of(
            new Invariant(
                    "An open case is never past its deadline without an escalation", "B8, R125", Facts::unescalated),
            new Invariant("Nobody gets a manager's task about themselves", "E13", Facts::judgesInTheirOwnCause),
            new Invariant(
                    "A case closes on a held session or an ended relationship only",
                    "B8, E17",
                    Facts::closedForNothing),
            new Invariant("Two sessions are booked ahead or a task says so", "B3, R108", Facts::horizonUnseen),
            new Invariant(
                    "A booked session has its process, its task and its timer", "R12", Facts::sessionsWithoutProcess),
            new Invariant("An open case has its process, a closed one has none", "R12", Facts::casesWithoutProcess),
            new Invariant("A held session has a record or somebody owes it", "A6.1, R023", Facts::recordsNobodyOwes),
            new Invariant("Nothing waits for nobody", "R12", Facts::stuck),
            new Invariant("A deadline hangs on the session that failed first", "B8, E22", Facts::wrongAnchors),
            new Invariant("What waits has the timer that its row names", "R12", Facts::wrongTimers),
            new Invariant("A record is due in working days", "A6.1, R025", Facts::wrongRecordDates),
            new Invariant("No mail is lost", "reliability.md M4", Facts::lostMails),
            new Invariant("Both are told", "A2.4, B8", Facts::untold),
            new Invariant("No mail is sent twice", "reliability.md M4", Facts::sentTwice),
            new Invariant("A term in force has its process and its review", "B9, R127", Facts::unreviewed),
            new Invariant("A held session closes its case", "B8, E3", Facts::heldUnheard),
            new Invariant("Whoever owes a report was asked for it", "B8, R124", Facts::reportsNobodyAskedFor),
            new Invariant("Nobody reads what they may not", "A6.2, B6", Facts::readByOthers));

    private Invariants() {}

    static List<Violation> broken(World world) {
        if (!world.isSettled()) {
            return List.of();
        }
        Facts facts = new Facts(world);
        List<Violation> broken = new ArrayList<>();
        for (Invariant invariant : ALL) {
            invariant
                    .look()
                    .apply(facts)
                    .forEach(found -> broken.add(new Violation(invariant.name(), invariant.clause(), found)));
        }
        return broken;
    }

    /** Somebody met an error that the form has no words for. */
    static Violation brokenForm(String how) {
        return new Violation("A form can be opened and sent, or says why not", "R8", how);
    }

    static int count() {
        return ALL.size() + 1;
    }
}
