package org.supervision.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Reading;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTermService;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.missedsession.CaseState;
import org.supervision.missedsession.CaseTimeline;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;
import org.supervision.people.People;
import org.supervision.session.Actions;
import org.supervision.session.FiledSessions;
import org.supervision.session.FiledSessions.Filed;
import org.supervision.session.SessionService;
import org.supervision.session.SessionState;
import org.supervision.session.SupervisionRecord;
import org.supervision.session.SupervisionSession;

/**
 * The supervision file of a working relationship (A6.1d, B6): what there is, when, and where it stands. Dates and states
 * only: what people wrote is opened from here, through {@link Copies}.
 */
@Component
@Transactional(readOnly = true)
class SupervisionFile {

    private final Access access;
    private final Copies copies;
    private final AgreementService agreements;
    private final AgreementTermService terms;
    private final SessionService sessions;
    private final FiledSessions filedSessions;
    private final Actions actions;
    private final MissedCases missedCases;
    private final CaseTimeline timeline;
    private final People people;
    private final WorkingCalendar calendar;

    SupervisionFile(
            Access access,
            Copies copies,
            AgreementService agreements,
            AgreementTermService terms,
            SessionService sessions,
            FiledSessions filedSessions,
            Actions actions,
            MissedCases missedCases,
            CaseTimeline timeline,
            People people,
            WorkingCalendar calendar) {
        this.access = access;
        this.copies = copies;
        this.agreements = agreements;
        this.terms = terms;
        this.sessions = sessions;
        this.filedSessions = filedSessions;
        this.actions = actions;
        this.missedCases = missedCases;
        this.timeline = timeline;
        this.people = people;
        this.calendar = calendar;
    }

    /** Where something stands, in words, and the colour that goes with them. */
    record State(String words, String colour) {}

    /**
     * A working relationship.
     *
     * @param key the agreement's business key
     * @param with the other party's name
     * @param role what the other is to whoever asks
     * @param lines where it stands: labels and values
     * @param openActions how many actions are open
     */
    record Relationship(String key, String with, String role, State state, List<Copies.Line> lines, int openActions) {}

    /**
     * A term of the agreement.
     *
     * @param name such as {@code T1}
     * @param copy where its copy is, below the list of copies; null where there is none to read
     * @param drafted whether it was put forward more than once before
     */
    record Term(
            String key,
            String name,
            State state,
            List<String> notes,
            @Nullable String copy,
            boolean drafted) {}

    /**
     * A session.
     *
     * @param when its date and time in words
     * @param away how far that is from today
     * @param notes what else is to be said of it, each in a sentence
     * @param record where its record is, below the list of copies; null where there is none to read
     * @param over whether it has begun, or will not be
     */
    record Session(
            String key,
            String when,
            String away,
            State state,
            List<String> notes,
            @Nullable String record,
            boolean over) {}

    /** A case of missed supervision, with what happened in it. */
    record Missed(String key, State state, String since, List<Step> steps) {}

    /** Something that happened in a case. */
    record Step(String when, String what) {}

    /** The relationships of this person that have a file which is theirs to read, those that go on first. */
    List<Relationship> of(String userId) {
        Set<Long> readable =
                access.readableAgreements(userId).stream().map(Agreement::idOf).collect(Collectors.toSet());
        return relationships(
                agreements.of(userId).stream()
                        .filter(agreement -> agreement.inForceOn() != null && readable.contains(agreement.requireId()))
                        .sorted(Comparator.comparing((Agreement agreement) -> agreement.endedOn() != null)
                                .thenComparing(Agreement::requireId))
                        .toList(),
                userId);
    }

    /** The agreement whose file somebody asks for; nothing where it isn't theirs to read. */
    Optional<Agreement> find(String key, String userId) {
        return Optional.of(key)
                .filter(Agreement::isKey)
                .flatMap(known -> agreements.find(Agreement.idOf(known)))
                .filter(agreement -> agreement.key().equals(key) && agreement.inForceOn() != null)
                .filter(agreement -> copies.hasDatesOf(agreement, userId));
    }

    /** Where a relationship stands now. */
    Relationship relationship(Agreement agreement, String userId) {
        return relationships(List.of(agreement), userId).get(0);
    }

    /**
     * What is read of several relationships at once, by the agreement's row id.
     *
     * @param names by user id
     */
    private record Standing(
            Map<Long, LocalDate> lastHeld,
            Map<Long, SupervisionSession> next,
            Map<Long, AgreementTerm> inForce,
            Map<Long, Integer> openActions,
            UnaryOperator<String> names) {}

    private List<Relationship> relationships(List<Agreement> all, String userId) {
        List<Long> ids = all.stream().map(Agreement::requireId).toList();
        Standing standing = new Standing(
                sessions.lastHeldOn(ids),
                sessions.nextBooked(ids),
                agreements.termsInForce(ids),
                actions.countOpen(ids),
                people.names(all.stream()
                        .map(agreement -> agreement.parties().otherThan(userId))
                        .toList()));
        return all.stream()
                .map(agreement -> relationship(agreement, standing, userId))
                .toList();
    }

    private Relationship relationship(Agreement agreement, Standing standing, String userId) {
        Long id = agreement.requireId();
        List<Copies.Line> lines = new ArrayList<>();
        lines.add(new Copies.Line("In force since", day(Objects.requireNonNull(agreement.inForceOn()))));
        if (agreement.endedOn() != null) {
            lines.add(new Copies.Line("Ended", day(agreement.endedOn())));
        }
        if (agreement.suspendedFrom() != null) {
            String until = agreement.suspendedUntil() == null
                    ? "until further notice"
                    : "until " + LondonWords.of(agreement.suspendedUntil());
            lines.add(new Copies.Line("Paused", "from " + LondonWords.of(agreement.suspendedFrom()) + ", " + until));
        }
        lines.add(new Copies.Line(
                "Last session",
                Optional.ofNullable(standing.lastHeld().get(id)).map(this::day).orElse("none yet")));
        if (agreement.endedOn() == null) {
            lines.add(new Copies.Line(
                    "Next session",
                    Optional.ofNullable(standing.next().get(id))
                            .map(next -> LondonWords.of(next.startAt()) + ", "
                                    + LondonWords.fromToday(calendar.dateOf(next.startAt()), calendar.today()))
                            .orElse("none is booked")));
            Optional.ofNullable(standing.inForce().get(id))
                    .map(AgreementTerm::reviewDueOn)
                    .ifPresent(due -> lines.add(new Copies.Line("Review due by", day(due))));
        }
        return new Relationship(
                agreement.key(),
                standing.names().apply(agreement.parties().otherThan(userId)),
                userId.equals(agreement.supervisor()) ? "you supervise" : "supervises you",
                state(agreement.status()),
                lines,
                standing.openActions().getOrDefault(id, 0));
    }

    private static State state(AgreementStatus status) {
        return switch (status) {
            case IN_FORCE -> new State("In force", "green");
            case SUSPENDED -> new State("Paused", "yellow");
            default -> new State("Ended", "grey");
        };
    }

    private String day(LocalDate day) {
        return LondonWords.of(day) + ", " + LondonWords.fromToday(day, calendar.today());
    }

    /** The terms of an agreement that were signed, and those on their way, the latest first. */
    List<Term> terms(Agreement agreement, String userId) {
        Set<String> readable = access.readableAgreements(userId);
        List<Term> found = new ArrayList<>();
        for (AgreementTerm term : agreements.terms(agreement.requireId())) {
            if (term.effectiveOn() != null) {
                found.add(0, signed(term, readable.contains(term.key()) ? "agreements/" + term.key() : null));
            } else if (term.status().isOpen()) {
                found.add(0, term(term, new State("Not signed yet", "blue"), List.of(), null));
            }
        }
        return found;
    }

    private Term signed(AgreementTerm term, @Nullable String copy) {
        List<String> notes = new ArrayList<>();
        String from = "In force from " + LondonWords.of(Objects.requireNonNull(term.effectiveOn()));
        notes.add(term.endedOn() == null ? from : from + " to " + LondonWords.of(term.endedOn()));
        terms.signatures(term)
                .forEach(signature ->
                        notes.add("Signed by " + signature.signerName() + ", " + LondonWords.of(signature.signedAt())));
        State state = switch (term.status()) {
            case IN_FORCE -> new State("In force", "green");
            case RENEWED -> new State("Renewed", "grey");
            default -> new State("Ended", "grey");
        };
        return term(term, state, notes, copy);
    }

    private static Term term(AgreementTerm term, State state, List<String> notes, @Nullable String copy) {
        return new Term(term.key(), "T" + term.termNumber(), state, notes, copy, term.termsVersion() > 1);
    }

    /** The sessions of an agreement, the latest first: booked, moved, held or missed, with their records. */
    List<Session> sessions(Agreement agreement, String userId) {
        Set<String> readable = access.sessionsWithReadableRecord(userId);
        LongFunction<Filed> filed = filedSessions.of(agreement.requireId());
        UnaryOperator<String> names = people.names();
        return sessions.of(agreement.requireId()).stream()
                .sorted(Comparator.comparing(SupervisionSession::heldOrAgreedStart)
                        .reversed())
                .map(session -> line(
                        session, filed.apply(session.requireId()), agreement, readable.contains(session.key()), names))
                .toList();
    }

    private Session line(
            SupervisionSession session,
            Filed filed,
            Agreement agreement,
            boolean readable,
            UnaryOperator<String> names) {
        List<String> notes = new ArrayList<>();
        filed.moves()
                .forEach(move ->
                        notes.add("Moved from " + LondonWords.of(move.from()) + " to " + LondonWords.of(move.to())));
        if (!session.supervisor().equals(agreement.supervisor())) {
            notes.add("With " + names.apply(session.supervisor()));
        }
        if (filed.cases() > 0) {
            notes.add(filed.cases() == 1 ? "1 case discussed" : filed.cases() + " cases discussed");
        }
        if (filed.record() != null) {
            notes.addAll(inWords(filed.record(), session, filed, names));
        }
        Instant start = session.heldOrAgreedStart();
        return new Session(
                session.key(),
                LondonWords.of(start),
                LondonWords.fromToday(calendar.dateOf(start), calendar.today()),
                state(session),
                notes,
                readable && filed.distributed() > 0 ? "records/" + session.key() : null,
                session.state() != SessionState.BOOKED || session.hasStarted(calendar.now()));
    }

    private State state(SupervisionSession session) {
        return switch (session.state()) {
            case BOOKED ->
                session.hasStarted(calendar.now())
                        ? new State("Outcome to be said", "orange")
                        : new State("Booked", "blue");
            case HELD, PART_HELD -> new State(heldInWords(session), "green");
            case MISSED ->
                session.outcome() != null && session.outcome().presumed()
                        ? new State("Missed, as presumed", "red")
                        : new State("Missed", "red");
            case CANCELLED -> new State("Cancelled", "orange");
            case VOID -> new State("Fell away", "grey");
        };
    }

    private static String heldInWords(SupervisionSession session) {
        String held = session.state() == SessionState.PART_HELD ? "Held, cut short" : "Held";
        return switch (session.kind()) {
            case FORMAL -> session.requireOutcome().countsAsHeld() ? held : held + ", too short to count";
            case ADHOC -> "Ad hoc consultation";
            case GROUP -> "Group supervision";
        };
    }

    private List<String> inWords(
            SupervisionRecord record, SupervisionSession session, Filed filed, UnaryOperator<String> names) {
        if (record.leftOutAt() != null) {
            return List.of("Nobody who held it is left to write the record, which was due by the end of %s: noted %s"
                    .formatted(LondonWords.of(record.writeBy()), LondonWords.of(calendar.dateOf(record.leftOutAt()))));
        }
        if (filed.distributed() == 0 || record.distributedAt() == null) {
            String due = "Record due by the end of " + LondonWords.of(record.writeBy());
            return List.of(due + late(record.writeBy(), calendar.today(), ""));
        }
        LocalDate distributedOn = calendar.dateOf(record.distributedAt());
        List<String> notes = new ArrayList<>();
        notes.add("Record version %d, distributed %s%s"
                .formatted(
                        filed.distributed(),
                        LondonWords.of(distributedOn),
                        late(record.dueOn(), distributedOn, ", in time")));
        if (session.isFormal()) {
            notes.addAll(signatures(session, filed, names));
        }
        return notes;
    }

    private static String late(LocalDate due, LocalDate on, String otherwise) {
        long days = ChronoUnit.DAYS.between(due, on);
        if (days <= 0) {
            return otherwise;
        }
        return days == 1 ? ", 1 day late" : ", " + days + " days late";
    }

    private static List<String> signatures(SupervisionSession session, Filed filed, UnaryOperator<String> names) {
        return session.both().stream()
                .map(person -> filed.signed().stream()
                        .filter(row -> row.version() == filed.distributed()
                                && row.signer().equals(person))
                        .findFirst()
                        .map(row -> "Signed by " + names.apply(person) + ", " + LondonWords.of(row.at()))
                        .orElseGet(() -> "Not signed by " + names.apply(person)))
                .toList();
    }

    /** The cases of missed supervision of an agreement, the latest first. */
    List<Missed> missed(Agreement agreement) {
        List<MissedCase> cases = missedCases.of(agreement.requireId());
        Map<Long, List<CaseTimeline.Step>> steps = timeline.of(cases);
        List<Missed> found = cases.stream()
                .map(one -> missed(one, steps.getOrDefault(one.id(), List.of())))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(found);
        return found;
    }

    /** A case with what happened in it. */
    Missed missed(MissedCase missed) {
        return missed(missed, timeline.of(missed));
    }

    private static Missed missed(MissedCase missed, List<CaseTimeline.Step> steps) {
        return new Missed(
                missed.key(),
                new State(inWords(missed.state()), missed.open() ? "red" : "grey"),
                LondonWords.of(missed.initialMissedOn()),
                steps.stream()
                        .map(step -> new Step(LondonWords.of(step.when()), step.what()))
                        .toList());
    }

    private static String inWords(CaseState state) {
        return switch (state) {
            case SEEKING_DATE -> "New date wanted";
            case REBOOKED -> "New date booked";
            case REPORT_DUE -> "Reports due";
            case WITH_LM -> "With line manager";
            case WITH_SM -> "With Service Manager";
            case WITH_STR -> "With Strategic Manager";
            case CLOSED_RECOVERED, CLOSED_RESOLVED -> "Over, session held";
            case HELD_LATE_RECORDED -> "Over, it was held";
            case SUSPENDED -> "Over, paused";
            case CLOSED_ENDED -> "Over, agreement ended";
            case CLOSED_VOID -> "Over, made in error";
        };
    }

    /** Who opened anything of the file and who was refused, the latest first, for the two alone (B6). */
    List<Reading> readings(Agreement agreement, String userId) {
        Stream<Content> terms = agreements.terms(agreement.requireId()).stream()
                .map(term -> term.effectiveOn() == null ? Content.terms(term.key()) : Content.agreement(term.key()));
        Stream<Content> met =
                sessions.of(agreement.requireId()).stream().map(session -> Content.record(session.key(), 0));
        return Stream.of(terms, met, Stream.of(Content.actions(agreement.key())))
                .flatMap(contents -> contents)
                .flatMap(content -> access.readings(userId, content).stream())
                .sorted(Comparator.comparing(Reading::at).reversed())
                .toList();
    }
}
