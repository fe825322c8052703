package org.supervision.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.ContentKind;
import org.supervision.access.Ground;
import org.supervision.access.Reading;
import org.supervision.access.Route;
import org.supervision.calendar.LondonWords;
import org.supervision.people.People;

/** Who has opened something and who was refused, as its two parties see it (B6). */
@Component
class Readings {

    private final Access access;
    private final People people;

    Readings(Access access, People people) {
        this.access = access;
        this.people = people;
    }

    /**
     * Readings in words.
     *
     * @param times how many of the same within that minute follow one another
     */
    record Line(String when, String who, String what, String why, boolean refused, int times) {

        private boolean isLike(Line other) {
            return equals(new Line(other.when, other.who, other.what, other.why, other.refused, times));
        }

        private Line oneMore() {
            return new Line(when, who, what, why, refused, times + 1);
        }
    }

    /**
     * A reading for scripts.
     *
     * @param ground such as {@code PARTY}, or {@code DENIED}
     * @param version 0 where it has none
     */
    record Entry(Instant at, String reader, String kind, String key, int version, String ground, String route) {}

    /** The latest first; nothing for whoever is none of the two. */
    List<Line> inWords(String userId, Content content) {
        return gathered(access.readings(userId, content), reading -> what(reading) + how(reading));
    }

    /** Readings of different things, which are named. */
    List<Line> inWords(List<Reading> readings) {
        return gathered(readings, reading -> reading.key() + ": " + what(reading) + how(reading));
    }

    private List<Line> gathered(List<Reading> readings, Function<Reading, String> what) {
        List<Line> lines = new ArrayList<>();
        for (Reading reading : readings) {
            Line line = new Line(
                    LondonWords.of(reading.at()),
                    people.nameOf(reading.reader()),
                    what.apply(reading),
                    why(reading),
                    reading.isDenied(),
                    1);
            int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).isLike(line)) {
                lines.set(last, lines.get(last).oneMore());
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The same for scripts. */
    List<Entry> of(String userId, Content content) {
        return access.readings(userId, content).stream()
                .map(reading -> new Entry(
                        reading.at(),
                        reading.reader(),
                        reading.kind(),
                        reading.key(),
                        reading.version(),
                        reading.ground(),
                        reading.route()))
                .toList();
    }

    private static String what(Reading reading) {
        String version = reading.version() == 0 ? "" : ", version " + reading.version();
        return switch (ContentKind.valueOf(reading.kind())) {
            case AGREEMENT -> "Agreement";
            case TERMS -> "Terms in drafting";
            case REVIEW -> "Review";
            case AGENDA -> "Agenda";
            case CASELOAD -> "Register of cases";
            case ACTIONS -> "Actions";
            case RECORD -> "Record" + version;
            case EXTRACT -> "Disclosed part" + version;
            case CASEWORK -> "One case" + version;
            case DISAGREEMENT -> "Disagreement";
            case PERSONAL_MATTER -> "Personal matter";
            case HANDOVER -> "Hand-over";
            case AUDITED -> "Dates and counts for an audit";
            case AUDIT -> "Result of an audit";
            case MISSED_CASE -> "Missed session";
        };
    }

    private static String how(Reading reading) {
        return switch (Route.valueOf(reading.route())) {
            case FORM -> ", in a task";
            case PAGE -> ", on a page";
            case REST -> ", by script";
            case PDF -> ", as PDF";
            case FILE -> ", as a file";
            case BUNDLE -> ", in a bundle";
            case EXPORT -> ", for a subject access request";
            case DOWNLOAD -> ", downloaded for a subject access request";
        };
    }

    private static String why(Reading reading) {
        if (reading.isDenied()) {
            return "Refused";
        }
        return switch (Ground.valueOf(reading.ground())) {
            case PARTY -> "One of the two";
            case COVER -> "Held this session as cover";
            case NEW_SUPERVISOR -> "Supervises now";
            case DISCLOSURE -> "It was disclosed";
            case AUDIT -> "Audit";
            case SUBJECT_ACCESS -> "Somebody asked for their own data";
            case LINE_MANAGER -> "Line manager, by the council’s policy";
            case CASE_SYSTEM -> "Handed over for the case file";
            case REFERRED -> "It was put before them to decide";
        };
    }
}
