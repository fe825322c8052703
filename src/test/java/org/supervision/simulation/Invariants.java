package org.supervision.simulation;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What must hold in every world after every step, and in every database that has lived. */
public final class Invariants {

    /** One of them, with its clause and how to look. */
    private record Invariant<F>(String name, String clause, Function<F, List<String>> look) {

        private Stream<Violation> broken(F facts) {
            return look.apply(facts).stream().map(found -> new Violation(name, clause, found));
        }
    }

    private static final List<Invariant<TableFacts>> IN_TABLES = List.of(
            new Invariant<>(
                    "An open case is never past its deadline without an escalation",
                    "B8, R125",
                    TableFacts::unescalated),
            new Invariant<>(
                    "A case closes on a held session or an ended relationship only",
                    "B8, E17",
                    TableFacts::closedForNothing),
            new Invariant<>("Two sessions are booked ahead or a task says so", "B3, R108", TableFacts::horizonUnseen),
            new Invariant<>("Nobody goes without supervision unseen", "A7.2, B1, E30", TableFacts::intervalsUnseen),
            new Invariant<>(
                    "A booked session has its process, its task and its timer",
                    "R12",
                    TableFacts::sessionsWithoutProcess),
            new Invariant<>(
                    "An open case has its process, a closed one has none", "R12", TableFacts::casesWithoutProcess),
            new Invariant<>(
                    "A held session has a record or somebody owes it", "A6.1, R023", TableFacts::recordsNobodyOwes),
            new Invariant<>("Nothing waits for nobody", "R12", TableFacts::stuck),
            new Invariant<>("Whoever has a task may do it", "R8, E16", TableFacts::tasksWithoutRight),
            new Invariant<>("A deadline hangs on the session that failed first", "B8, E22", TableFacts::wrongAnchors),
            new Invariant<>("What waits has the timer that its row names", "R12", TableFacts::wrongTimers),
            new Invariant<>("A record is due in working days", "A6.1, R025", TableFacts::wrongRecordDates),
            new Invariant<>("No mail is lost", "reliability.md M4", TableFacts::lostMails),
            new Invariant<>("Both are told", "A2.4, B8", TableFacts::untold),
            new Invariant<>("A term in force has its process and its review", "B9, R127", TableFacts::unreviewed),
            new Invariant<>("A held session closes its case", "B8, E3", TableFacts::heldUnheard),
            new Invariant<>("Whoever owes a report was asked for it", "B8, R124", TableFacts::reportsNobodyAskedFor),
            new Invariant<>("No process runs about what is not there", "R12", TableFacts::processesAboutNothing),
            new Invariant<>("Nothing is put back that was not lost", "R12", TableFacts::repairedForNothing));

    private static final List<Invariant<Facts>> BESIDES = List.of(
            new Invariant<>("Nobody gets a manager's task about themselves", "E13", Facts::judgesInTheirOwnCause),
            new Invariant<>("No job fails but a mail's", "R12", Facts::failedJobs),
            new Invariant<>("Whoever has left has no task that nobody knows of", "E16", Facts::leftWith),
            new Invariant<>("No mail is sent twice", "reliability.md M4", Facts::sentTwice),
            new Invariant<>("Nobody reads what they may not", "A6.2, B6", Facts::readByOthers));

    private Invariants() {}

    static List<Violation> broken(World world) {
        if (!world.isSettled()) {
            return List.of();
        }
        Facts facts = new Facts(world);
        return Stream.concat(broken(facts).stream(), BESIDES.stream().flatMap(invariant -> invariant.broken(facts)))
                .toList();
    }

    /** What is wrong in these tables, where every job that is due has run. */
    public static List<Violation> broken(TableFacts facts) {
        return IN_TABLES.stream().flatMap(invariant -> invariant.broken(facts)).toList();
    }

    /** What is looked at when a world ends, for it takes as long as the world was. */
    static List<Violation> brokenAtTheEnd(World world) {
        return world.tamperedWith().stream()
                .map(found -> new Violation("What was written stands as it was written", "R11", found))
                .toList();
    }

    /** Somebody met an error that the form has no words for. */
    static Violation brokenForm(String how) {
        return new Violation("A form can be opened and sent, or says why not", "R8", how);
    }

    static int count() {
        return IN_TABLES.size() + BESIDES.size() + 2;
    }
}
