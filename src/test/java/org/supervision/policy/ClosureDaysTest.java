package org.supervision.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.supervision.TestBed;
import org.supervision.TestDatabase;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.ClosureDays.Added;
import org.supervision.policy.ClosureDays.Forecast;
import org.supervision.policy.PolicyProposals.RefusedException;

/** Up to ten of each are looked at in one go. */
@DisplayName("F117 closure days")
class ClosureDaysTest {

    private static final LocalDate DAY = LocalDate.of(2027, 12, 29);
    private static final int AT_ONCE = 10;

    private final List<Object> events = new ArrayList<>();
    private final KeptDeadlines kept = mock();
    private final ClosureAttempts attempts = mock();
    private final Much tasks = new Much("tasks", true);
    private final Much sessions = new Much("sessions", false);
    private Policies policies;
    private WorkingCalendar calendar;
    private ClosureRuns runs;
    private ClosureDays days;

    /** Numbers to go through, each of which moves one task. */
    private final class Much implements ClosureFollowUp {

        private final String name;
        private final boolean countingAnew;
        private final List<Integer> followed = new ArrayList<>();
        private int number;

        Much(String name, boolean countingAnew) {
            this.name = name;
            this.countingAnew = countingAnew;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isCountingAnew() {
            return countingAnew;
        }

        @Override
        public List<Slice> slices(LocalDate closed, int size) {
            return Slice.of(
                    name,
                    IntStream.range(0, number)
                            .filter(i -> i % size == 0)
                            .mapToObj(String::valueOf)
                            .toList());
        }

        @Override
        public Moved atMost(LocalDate closed) {
            return moved(number);
        }

        @Override
        public Moved follow(ClosureDay day, Slice slice) {
            assertThat(calendar.isWorkingDay(day.day())).as("the day is off").isFalse();
            int end = slice.end() == null ? number : Integer.parseInt(slice.end());
            IntStream.range(Integer.parseInt(slice.first()), end).forEach(followed::add);
            return moved(end - Integer.parseInt(slice.first()));
        }

        private Moved moved(int many) {
            return countingAnew ? new Moved(Map.of("Write the record", many), 0, 0) : Moved.NOTHING;
        }
    }

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.empty();
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V175__policy_version.sql"),
                        new ClassPathResource("db/migration/V185__closure_day_recount.sql"),
                        new ClassPathResource("db/migration/V205__sent_once.sql"),
                        new ClassPathResource("db/migration/V263__closure_day_parts.sql"))
                .execute(database);
        PolicyVersions versions =
                new PolicyVersions(JdbcClient.create(database), new NamedParameterJdbcTemplate(database));
        Clock clock = Clock.fixed(Instant.parse("2027-01-04T12:00:00Z"), ZoneOffset.UTC);
        policies = new Policies(
                new PolicyProperties(
                        new ByteArrayResource(TestBed.text("policy.yaml").getBytes(StandardCharsets.UTF_8)),
                        "combined"),
                clock,
                versions);
        policies.afterSingletonsInstantiated();
        calendar = new WorkingCalendar(clock, policies);
        ObjectProvider<ClosureFollowUp> followUps = mock();
        when(followUps.orderedStream()).thenAnswer(call -> Stream.of(tasks, sessions));
        ObjectProvider<ClosureAttempts> given = mock();
        when(given.stream()).thenAnswer(call -> Stream.of(attempts));
        runs = new ClosureRuns(
                versions, policies, new ClosureDayProperties(AT_ONCE), kept, followUps, given, events::add);
        days = new ClosureDays(policies, versions, calendar, runs, event -> policies.onChange());
    }

    @Test
    @DisplayName("F117: a closure day to come is no working day; one that has begun stays as it is")
    void closureDays() {
        LocalDate before = DAY.minusDays(5);

        days.add(DAY, "Christmas closure", false, "admin");

        assertThat(calendar.isWorkingDay(DAY)).isFalse();
        assertThat(calendar.addWorkingDays(before, 1)).isEqualTo(DAY.plusDays(1));
        assertThat(days.added())
                .extracting(ClosureDay::day, ClosureDay::name, ClosureDay::addedBy)
                .containsExactly(Tuple.tuple(DAY, "Christmas closure", "admin"));
        for (LocalDate wrong :
                List.of(DAY, LocalDate.of(2027, 1, 4), LocalDate.of(2027, 12, 25), LocalDate.of(2031, 1, 2))) {
            assertThatExceptionOfType(RefusedException.class)
                    .as(wrong.toString())
                    .isThrownBy(() -> days.add(wrong, "x", false, "admin"));
        }
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> days.add(DAY.plusDays(1), " ", false, "admin"));

        long id = days.added().get(0).id();
        assertThat(days.remove(id, "admin")).isTrue();
        assertThat(days.remove(id, "admin")).isFalse();
        assertThat(calendar.isWorkingDay(DAY)).isTrue();
    }

    @Test
    @DisplayName("F117: whoever adds a day may have open deadlines counted anew with it off, once a day")
    void recountsOnce() {
        tasks.number = 2;
        when(kept.move(DAY)).thenAnswer(call -> {
            assertThat(calendar.isWorkingDay(DAY)).isFalse();
            assertThat(tasks.followed).as("what asks for the dates comes later").isEmpty();
            return 3;
        });

        assertThat(days.add(DAY, "Christmas closure", true, "admin"))
                .isEqualTo(new Added(new Moved(Map.of("Write the record", 2), 3, 0), false));
        assertThat(days.added())
                .singleElement()
                .satisfies(added -> assertThat(added.tasksMoved()).isEqualTo(2));
        days.remove(days.added().get(0).id(), "admin");

        assertThat(days.add(DAY, "Christmas closure", true, "admin").moved()).isEqualTo(Moved.NOTHING);
        verify(kept, times(1)).move(DAY);
        assertThat(tasks.followed).hasSize(2);
    }

    @Test
    @DisplayName("F117: without counting anew, those whose session is booked on the day are told, and nothing moves")
    void isToldAlone() {
        tasks.number = 2;
        sessions.number = 3;
        days.add(DAY, "Christmas closure", false, "admin");
        assertThat(sessions.followed).containsExactly(0, 1, 2);
        assertThat(tasks.followed).isEmpty();
        verify(kept, times(0)).move(any());
    }

    @Test
    @DisplayName("F117: of much, the dates move at once and the rest follows part by part, each once")
    void muchFollowsInParts() {
        tasks.number = 2 * AT_ONCE + 1;
        sessions.number = 4;
        when(kept.move(DAY)).thenReturn(7);

        assertThat(days.add(DAY, "Christmas closure", true, "admin")).isEqualTo(new Added(Moved.dates(7), true));
        String key = days.added().get(0).key();
        assertThat(events).containsExactly(new ClosureDayBegun(key));
        assertThat(partsLeft(key)).containsExactly(1, 2, 3, 4);
        assertThat(tasks.followed).isEmpty();

        tasks.number += AT_ONCE;
        runs.follow(key, 2);
        runs.follow(key, 2);
        assertThat(tasks.followed).as("a part is done once").hasSize(AT_ONCE).startsWith(AT_ONCE);
        assertThat(days.added().get(0).isUnderWay()).isTrue();
        List.of(4, 1, 3).forEach(part -> runs.follow(key, part));

        assertThat(tasks.followed)
                .as("what came meanwhile is in the last part, and in no other")
                .doesNotHaveDuplicates()
                .hasSize(3 * AT_ONCE + 1);
        assertThat(sessions.followed).hasSize(4);
        assertThat(partsLeft(key)).isEmpty();
        assertThat(days.added())
                .singleElement()
                .satisfies(added -> assertThat(added.tasksMoved()).isEqualTo(3 * AT_ONCE + 1))
                .satisfies(added -> assertThat(added.isUnderWay()).isFalse());
    }

    @Test
    @DisplayName("F117: while much follows from a day, no other is added or removed, unless a part of it is given up")
    void oneAtATime() {
        tasks.number = AT_ONCE + 1;
        days.add(DAY, "Christmas closure", true, "admin");
        ClosureDay added = days.added().get(0);
        Stream.<Supplier<Object>>of(
                        () -> days.add(DAY.plusDays(1), "Christmas closure", false, "admin"),
                        () -> days.remove(added.id(), "admin"))
                .forEach(refused -> assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(refused::get)
                        .satisfies(problem -> assertThat(problem.problems())
                                .singleElement()
                                .satisfies(one -> assertThat(one.message()).contains("part 0 of 2"))));

        when(attempts.areGivenUp(added.key())).thenReturn(true);
        assertThat(days.remove(added.id(), "admin")).isTrue();
    }

    @Test
    @DisplayName("F117: where there is much, what would move is told at most, and nothing is tried")
    void muchIsForetoldAtMost() {
        tasks.number = AT_ONCE + 1;
        when(kept.count(DAY)).thenReturn(5);
        assertThat(days.wouldMove(DAY))
                .isEqualTo(new Forecast(new Moved(Map.of("Write the record", AT_ONCE + 1), 5, 0), true));
        assertThat(tasks.followed).isEmpty();
        verify(kept, times(0)).move(any());
    }

    private List<Integer> partsLeft(String key) {
        return runs.lanesLeft(key).stream()
                .flatMap(lane -> runs.partsLeft(key, lane).stream())
                .toList();
    }

    @Test
    @DisplayName("F117: thousands of parts lie in a hundred lanes, each in one")
    void lanes() {
        tasks.number = 250 * AT_ONCE;
        days.add(DAY, "Christmas closure", true, "admin");
        String key = days.added().get(0).key();
        assertThat(runs.lanesLeft(key)).hasSize(100).startsWith(1).endsWith(100);
        assertThat(runs.partsLeft(key, 50)).containsExactly(50, 150, 250);
        assertThat(partsLeft(key)).hasSize(250).doesNotHaveDuplicates();
    }
}
