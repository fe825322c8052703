package org.supervision.agreement;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.people.Absences;
import org.supervision.people.Person;
import org.supervision.policy.Policies;

/**
 * How long somebody is in post for the purposes of supervision: while their supervision is suspended, or they are away for
 * as long as the policy says, it stands still (B1). All dates are London dates.
 */
@Component
public class TimeInPost {

    private static final String PAUSES = """
            select pause.from_on, pause.until_on, agreement.supervisee
              from agreement_pause pause join agreement on agreement.id = pause.agreement_id
             where %1$s
            union all
            select suspended_from, cast(null as date), supervisee
              from agreement
             where %1$s and status = 'SUSPENDED' and suspended_from is not null
             order by 1
            """;

    private final JdbcClient jdbc;
    private final Absences absences;
    private final Policies policies;

    TimeInPost(JdbcClient jdbc, Absences absences, Policies policies) {
        this.jdbc = jdbc;
        this.absences = absences;
        this.policies = policies;
    }

    /**
     * A stretch in which supervision was suspended, or somebody away.
     *
     * @param from first day
     * @param until last day; null while it lasts
     */
    public record Pause(LocalDate from, @Nullable LocalDate until) {}

    /** The suspensions of an agreement, the earliest first. */
    public List<Pause> pausesOf(long agreementId) {
        List<Pause> pauses = new ArrayList<>();
        pauses("agreement.id = :owner", agreementId, (supervisee, pause) -> pauses.add(pause));
        return pauses;
    }

    /** The day on which somebody would have started who has been in post as long by this day without any pause. */
    public LocalDate countedFrom(Person person, LocalDate on) {
        return Objects.requireNonNull(countedFrom(List.of(person), on).get(person.userId()));
    }

    /** The same of many people, by user id. */
    public Map<String, LocalDate> countedFrom(Collection<Person> people, LocalDate on) {
        if (people.isEmpty()) {
            return Map.of();
        }
        List<String> userIds = people.stream().map(Person::userId).toList();
        Map<String, List<Pause>> pauses = new HashMap<>();
        pauses(
                "agreement.supervisee in (:owner)",
                userIds,
                (supervisee, pause) -> pauses.computeIfAbsent(supervisee, one -> new ArrayList<>())
                        .add(pause));
        absences.ofAtLeast(policies.on(on).frequency().pauseDays(), userIds, on)
                .forEach((userId, away) -> pauses.computeIfAbsent(userId, one -> new ArrayList<>())
                        .addAll(away.stream().map(TimeInPost::pause).toList()));
        return people.stream().collect(Collectors.toMap(Person::userId, person -> {
            List<Pause> own = pauses.getOrDefault(person.userId(), new ArrayList<>());
            own.sort(Comparator.comparing(Pause::from));
            return counted(person.startedOn(), on, own);
        }));
    }

    /**
     * The absences in which somebody's time in post stood still, by what is known on this day, whether or not their
     * supervision was suspended; the earliest first.
     */
    public List<Pause> absences(String userId, LocalDate on) {
        return absences
                .ofAtLeast(policies.on(on).frequency().pauseDays(), List.of(userId), on)
                .getOrDefault(userId, List.of())
                .stream()
                .map(TimeInPost::pause)
                .toList();
    }

    private static Pause pause(Absences.Days days) {
        return new Pause(days.from(), days.until());
    }

    /** Pauses that overlap, under two supervisors, count once. */
    static LocalDate counted(LocalDate startedOn, LocalDate on, List<Pause> pauses) {
        long days = 0;
        LocalDate counted = startedOn;
        for (Pause pause : pauses) {
            LocalDate from = pause.from().isBefore(counted) ? counted : pause.from();
            LocalDate end = pause.until() == null || !pause.until().isBefore(on)
                    ? on
                    : pause.until().plusDays(1);
            if (from.isBefore(end)) {
                days += ChronoUnit.DAYS.between(from, end);
                counted = end;
            }
        }
        return startedOn.plusDays(days);
    }

    /** Keeps a suspension that ends: today is the first day without it. One that ends on the day it began was none. */
    void pauseOver(Agreement suspended, LocalDate today) {
        LocalDate from = suspended.suspendedFrom();
        if (from != null && from.isBefore(today)) {
            jdbc.sql("insert into agreement_pause (agreement_id, from_on, until_on) values (:agreement, :from, :until)")
                    .param("agreement", suspended.requireId())
                    .param("from", from)
                    .param("until", today.minusDays(1))
                    .update();
        }
    }

    private void pauses(String whose, Object owner, BiConsumer<String, Pause> found) {
        jdbc.sql(PAUSES.formatted(whose)).param("owner", owner).query(row -> {
            found.accept(
                    row.getString(3), new Pause(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)));
        });
    }
}
