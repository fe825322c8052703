package org.supervision.diary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.absence.AbsentPeople;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.TeamPicture;
import org.supervision.people.Absences;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.session.SessionState;
import org.supervision.session.SupervisionSession;

/**
 * A month of sessions: somebody's own, and those of everybody below in the line as {@link TeamPicture} knows it. Dates, times
 * and who, and never a word of what was said. It tells who will run out of their interval, and which of the sessions to come
 * cannot be held as they are booked.
 */
@Component
public class TeamMonth {

    /** More than anybody reads in a month; whoever stands above so many looks at their own. */
    static final int MOST = 500;

    /** By name; what fell away with its agreement is not shown. */
    private static final List<String> SHOWN = Stream.of(SessionState.values())
            .filter(state -> state != SessionState.VOID)
            .map(SessionState::name)
            .toList();

    /** What makes a session one of the month. */
    private static final String OF_THE_MONTH =
            "s.kind = 'FORMAL' and s.state in (:states) and s.start_at >= :from and s.start_at < :until";

    /** Each way to a session by itself: one condition for all of them would have every session of the month read. */
    private static final String MEETINGS = """
            select id, supervisor, supervisee, state, start_at, end_at from (
                select s.id, s.supervisor, s.supervisee, s.state, s.start_at, s.end_at
                from supervision_session s where s.supervisor in (:line) and %1$s
                union
                select s.id, s.supervisor, s.supervisee, s.state, s.start_at, s.end_at
                from agreement a join supervision_session s on s.agreement_id = a.id
                where a.supervisor in (:line) and %1$s
                union
                select s.id, s.supervisor, s.supervisee, s.state, s.start_at, s.end_at
                from supervision_session s where s.supervisee = :person and %1$s) m
            order by start_at, id
            fetch first :most rows only""".formatted(OF_THE_MONTH);

    private static final String IN_FORCE = """
            select a.id, a.supervisor, a.supervisee, a.in_force_on, i.restarted_on,
                (select max(s.outcome_actual_start_at) from supervision_session s
                    where s.agreement_id = a.id and s.outcome_counts_as_held = true) as last_held_at
            from (
                select id, supervisor, supervisee, in_force_on from agreement
                where status = 'IN_FORCE' and supervisor in (:line)
                union
                select id, supervisor, supervisee, in_force_on from agreement
                where status = 'IN_FORCE' and supervisee = :person) a
            left join interval_restart i on i.agreement_id = a.id
            order by a.id
            fetch first :most rows only""";

    private static final String BOOKED = """
            select agreement_id, start_at from supervision_session
            where state = 'BOOKED' and agreement_id in (:agreements) order by start_at""";

    private final JdbcClient jdbc;
    private final TeamPicture team;
    private final AgreementService agreements;
    private final AbsentPeople absentPeople;
    private final Absences absences;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;

    TeamMonth(
            JdbcClient jdbc,
            TeamPicture team,
            AgreementService agreements,
            AbsentPeople absentPeople,
            Absences absences,
            People people,
            Policies policies,
            WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.team = team;
        this.agreements = agreements;
        this.absentPeople = absentPeople;
        this.absences = absences;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
    }

    /**
     * A month.
     *
     * @param meetings its sessions, the earliest first
     * @param gaps who is owed a session by a day of this month, or before today, and has none booked by then; the first first
     * @param clashes what stands against sessions to come
     * @param away on which days of the month people are away of whom the reader may know it; by user id
     * @param isWhole whether nothing was left out as too much
     */
    public record Picture(
            YearMonth month,
            List<Meeting> meetings,
            List<Gap> gaps,
            List<Clash> clashes,
            Map<String, List<Absences.Days>> away,
            boolean isWhole) {}

    /** A session as it stands. */
    public record Meeting(
            String key, String supervisor, String supervisee, SessionState state, Instant start, Instant end) {

        private Stream<String> both() {
            return Stream.of(supervisor, supervisee);
        }

        private boolean overlaps(Meeting other) {
            return start.isBefore(other.end) && other.start.isBefore(end);
        }
    }

    /**
     * Two whose longest time between sessions runs out (B1).
     *
     * @param agreement its business key
     * @param dueOn London date by whose end their next session is owed
     * @param nextOn London date of the first that is booked after that; null where there is none
     * @param bookedEnough whether as many are booked before that day as are asked for (B3), so that nobody has to do anything
     */
    public record Gap(
            String agreement,
            String supervisor,
            String supervisee,
            LocalDate dueOn,
            @Nullable LocalDate nextOn,
            boolean bookedEnough) {}

    /**
     * What stands against a session.
     *
     * @param person user id of whom it is about; null where it is about the day
     * @param other the session that the same person has at the same time; null for anything else
     */
    public record Clash(
            Meeting meeting,
            Kind kind,
            @Nullable String person,
            @Nullable Meeting other) {}

    /** What can stand against a session. */
    public enum Kind {
        /** Somebody has two at the same time. */
        DOUBLE,
        /** Nobody works on that day. */
        DAY_OFF,
        /** Somebody does not usually work on that day of the week. */
        NOT_USUAL,
        /** Somebody is away. */
        AWAY
    }

    /**
     * A month for this reader.
     *
     * @param alone whether only their own sessions are wanted
     */
    @Transactional(readOnly = true)
    public Picture of(String reader, YearMonth month, boolean alone) {
        Set<String> line = alone ? Set.of(reader) : team.line(reader);
        List<Meeting> meetings = meetings(reader, line, month);
        List<Gap> gaps = gaps(reader, line, month);
        Set<String> mayKnow = alone
                ? Set.of(reader)
                : absentPeople.of(reader).stream().map(Person::userId).collect(Collectors.toSet());
        Set<String> concerned = new LinkedHashSet<>(mayKnow);
        meetings.forEach(meeting -> meeting.both().forEach(concerned::add));
        Map<String, List<Absences.Days>> days = absences.between(month.atDay(1), month.atEndOfMonth(), concerned);
        Map<String, List<Absences.Days>> away = new TreeMap<>(days);
        away.keySet().retainAll(mayKnow);
        return new Picture(month, meetings, gaps, clashes(meetings, days), away, meetings.size() < MOST);
    }

    private List<Meeting> meetings(String reader, Collection<String> line, YearMonth month) {
        return jdbc.sql(MEETINGS)
                .param("from", calendar.startOf(month.atDay(1)).atOffset(ZoneOffset.UTC))
                .param("until", calendar.endOf(month.atEndOfMonth()).atOffset(ZoneOffset.UTC))
                .param("states", SHOWN)
                .param("line", line)
                .param("person", reader)
                .param("most", MOST)
                .query((row, n) -> new Meeting(
                        SupervisionSession.keyOf(row.getLong("id")),
                        row.getString("supervisor"),
                        row.getString("supervisee"),
                        SessionState.valueOf(row.getString("state")),
                        Objects.requireNonNull(instant(row, "start_at")),
                        Objects.requireNonNull(instant(row, "end_at"))))
                .list();
    }

    /** An agreement under which sessions are owed, and the London date from which its interval counts. */
    private record Owed(long agreementId, String supervisor, String supervisee, LocalDate since) {}

    private List<Gap> gaps(String reader, Collection<String> line, YearMonth month) {
        List<Owed> owed = jdbc.sql(IN_FORCE)
                .param("line", line)
                .param("person", reader)
                .param("most", MOST)
                .query((row, n) -> owed(row))
                .list();
        Map<Long, List<LocalDate>> booked =
                booked(owed.stream().map(Owed::agreementId).toList());
        LocalDate today = calendar.today();
        return gaps(owed, booked).stream()
                .filter(gap -> YearMonth.from(gap.dueOn()).equals(month)
                        || (YearMonth.from(today).equals(month) && gap.dueOn().isBefore(today)))
                .sorted(Comparator.comparing(Gap::dueOn).thenComparing(Gap::supervisee))
                .toList();
    }

    private Owed owed(ResultSet row) throws SQLException {
        Instant lastHeld = instant(row, "last_held_at");
        LocalDate since = Stream.<@Nullable LocalDate>of(
                        row.getObject("in_force_on", LocalDate.class),
                        row.getObject("restarted_on", LocalDate.class),
                        lastHeld == null ? null : calendar.dateOf(lastHeld))
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElseThrow();
        return new Owed(row.getLong("id"), row.getString("supervisor"), row.getString("supervisee"), since);
    }

    private Map<Long, List<LocalDate>> booked(List<Long> agreementIds) {
        Map<Long, List<LocalDate>> found = new HashMap<>();
        if (!agreementIds.isEmpty()) {
            jdbc.sql(BOOKED).param("agreements", agreementIds).query(row -> {
                found.computeIfAbsent(row.getLong("agreement_id"), id -> new ArrayList<>())
                        .add(calendar.dateOf(Objects.requireNonNull(instant(row, "start_at"))));
            });
        }
        return found;
    }

    /** The walk along the sessions that two have booked, until one comes too late or there is none. */
    private static final class Walk {

        private final Owed owed;
        private final List<LocalDate> booked;
        private int seen;
        private LocalDate since;
        private LocalDate dueOn = LocalDate.MIN;

        private Walk(Owed owed, List<LocalDate> booked) {
            this.owed = owed;
            this.booked = booked;
            since = owed.since();
        }

        /** Goes on to the next session that is in time; answers whether there was one. */
        private boolean goOn(int days) {
            dueOn = since.plusDays(days);
            while (seen < booked.size() && !booked.get(seen).isAfter(dueOn)) {
                LocalDate day = booked.get(seen++);
                if (day.isAfter(since)) {
                    since = day;
                    return true;
                }
            }
            return false;
        }

        /** @param wanted how many are to be booked ahead */
        private Gap gap(LocalDate today, int wanted) {
            boolean isLast = seen == booked.size();
            return new Gap(
                    Agreement.keyOf(owed.agreementId()),
                    owed.supervisor(),
                    owed.supervisee(),
                    dueOn,
                    isLast ? null : booked.get(seen),
                    isLast
                            && booked.stream()
                                            .filter(day -> !day.isBefore(today))
                                            .count()
                                    >= wanted);
        }
    }

    /**
     * The first day of each by which no session is booked although one is owed, however many are booked before it. Each day
     * from which an interval counts is asked about once, for all that count from it.
     */
    private List<Gap> gaps(List<Owed> owed, Map<Long, List<LocalDate>> booked) {
        List<Walk> all = owed.stream()
                .map(one -> new Walk(one, booked.getOrDefault(one.agreementId(), List.of())))
                .toList();
        LocalDate today = calendar.today();
        List<Walk> going = all;
        while (!going.isEmpty()) {
            Map<LocalDate, List<Walk>> byDay = going.stream()
                    .collect(Collectors.groupingBy(walk -> walk.since.isAfter(today) ? walk.since : today));
            List<Walk> next = new ArrayList<>();
            byDay.forEach((day, walks) -> {
                Map<Long, Integer> days = agreements.effectiveIntervalDays(
                        walks.stream().map(walk -> walk.owed.agreementId()).toList(), day);
                walks.stream()
                        .filter(walk -> walk.goOn(Objects.requireNonNull(days.get(walk.owed.agreementId()))))
                        .forEach(next::add);
            });
            going = next;
        }
        int wanted = policies.current().booking().horizon();
        return all.stream().map(walk -> walk.gap(today, wanted)).toList();
    }

    private List<Clash> clashes(List<Meeting> meetings, Map<String, List<Absences.Days>> days) {
        List<Meeting> ahead = meetings.stream()
                .filter(meeting -> meeting.state() == SessionState.BOOKED
                        && meeting.start().isAfter(calendar.now()))
                .toList();
        List<Clash> clashes = new ArrayList<>();
        Map<String, Optional<Person>> known = new HashMap<>();
        for (int i = 0; i < ahead.size(); i++) {
            Meeting meeting = ahead.get(i);
            LocalDate day = calendar.dateOf(meeting.start());
            boolean dayOff = calendar.isKnown(day) && !calendar.isWorkingDay(day);
            if (dayOff) {
                clashes.add(new Clash(meeting, Kind.DAY_OFF, null, null));
            }
            for (String person : meeting.both().toList()) {
                if (days.getOrDefault(person, List.of()).stream().anyMatch(away -> away.include(day))) {
                    clashes.add(new Clash(meeting, Kind.AWAY, person, null));
                } else if (!dayOff
                        && known.computeIfAbsent(person, id -> people.find(id, day))
                                .filter(found -> !found.workingPattern().worksOn(day))
                                .isPresent()) {
                    clashes.add(new Clash(meeting, Kind.NOT_USUAL, person, null));
                }
                for (Meeting other : ahead.subList(i + 1, ahead.size())) {
                    if (meeting.overlaps(other) && other.both().anyMatch(person::equals)) {
                        clashes.add(new Clash(meeting, Kind.DOUBLE, person, other));
                    }
                }
            }
        }
        return clashes;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
