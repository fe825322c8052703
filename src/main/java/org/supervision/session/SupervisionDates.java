package org.supervision.session;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.FrequencyBands;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.TimeInPost;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;

/**
 * The log of dates of a working relationship, as the newly qualified keep one for their portfolio (B1): since when they are
 * in post, how often they were to be seen, pauses, and the sessions held. Holds no word of what was said.
 */
@Service
@Transactional(readOnly = true)
public class SupervisionDates {

    /** Below this path, by the agreement's business key, the two find the log. */
    public static final String PATH = "/camunda/api/supervision/copies/dates";

    private final AgreementService agreements;
    private final FrequencyBands bands;
    private final TimeInPost timeInPost;
    private final SessionRepository sessions;
    private final People people;
    private final WorkingCalendar calendar;

    SupervisionDates(
            AgreementService agreements,
            FrequencyBands bands,
            TimeInPost timeInPost,
            SessionRepository sessions,
            People people,
            WorkingCalendar calendar) {
        this.agreements = agreements;
        this.bands = bands;
        this.timeInPost = timeInPost;
        this.sessions = sessions;
        this.people = people;
        this.calendar = calendar;
    }

    /**
     * A line of the log.
     *
     * @param on London date
     * @param what what there was, in words
     * @param detail more of it; empty where there is no more to say
     */
    public record Line(LocalDate on, String what, String detail) {}

    /** The agreements, over or not, whose log this person has as one of the two. */
    public List<Agreement> ofParty(String userId) {
        return agreements.of(userId).stream()
                .filter(agreement -> agreement.inForceOn() != null)
                .toList();
    }

    /** The log of an agreement that came into force, the earliest first. */
    public List<Line> of(Agreement agreement) {
        List<Line> lines = new ArrayList<>();
        long id = agreement.requireId();
        people.find(agreement.parties().supervisee())
                .ifPresent(person -> lines.add(new Line(person.startedOn(), "Started in post", "")));
        if (agreement.inForceOn() != null) {
            lines.add(new Line(agreement.inForceOn(), "Supervision agreement in force", ""));
        }
        bands.of(id)
                .forEach(band -> lines.add(new Line(
                        band.from(), "Longest time between sessions by the policy", band.maxDays() + " days")));
        timeInPost
                .pausesOf(id)
                .forEach(pause -> lines.add(new Line(
                        pause.from(),
                        "Supervision paused",
                        pause.until() == null ? "until further notice" : "until " + LondonWords.of(pause.until()))));
        timeInPost.absences(agreement.parties().supervisee(), calendar.today()).stream()
                .filter(away -> agreement.inForceOn() != null
                        && (away.until() == null || !away.until().isBefore(agreement.inForceOn())))
                .filter(away -> agreement.endedOn() == null || !away.from().isAfter(agreement.endedOn()))
                .forEach(away -> lines.add(new Line(
                        away.from(),
                        "Time in post stands still",
                        "away "
                                + (away.until() == null
                                        ? "until further notice"
                                        : "until " + LondonWords.of(away.until())))));
        sessions.findByAgreementIdOrderByStartAt(id).stream()
                .filter(session -> session.state().isHeld())
                .forEach(session -> lines.add(line(session)));
        if (agreement.endedOn() != null) {
            lines.add(new Line(agreement.endedOn(), "Supervision agreement ended", ""));
        }
        lines.sort(Comparator.comparing(Line::on));
        return List.copyOf(lines);
    }

    private static String inWords(SupervisionSession session) {
        return switch (session.kind()) {
            case FORMAL -> session.state() == SessionState.PART_HELD ? "Session held, cut short" : "Session held";
            case ADHOC -> "Ad hoc consultation";
            case GROUP -> "Group supervision";
        };
    }

    private Line line(SupervisionSession session) {
        Outcome outcome = session.requireOutcome();
        String mode = outcome.meetingMode() == MeetingMode.REMOTE ? "remote" : "face to face";
        String counts = outcome.countsAsHeld() || !session.isFormal() ? "" : ", too short to count";
        return new Line(
                calendar.dateOf(session.heldOrAgreedStart()),
                inWords(session),
                "%d minutes, %s, with %s%s"
                        .formatted(
                                outcome.actualDuration().toMinutes(),
                                mode,
                                people.nameOf(session.supervisor()),
                                counts));
    }
}
