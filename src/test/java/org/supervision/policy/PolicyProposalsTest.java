package org.supervision.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.supervision.TestDatabase;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.PolicyKeys.PolicyGroup;
import org.supervision.policy.PolicyKeys.PolicyKey;
import org.supervision.policy.PolicyProposals.Proposal;
import org.supervision.policy.PolicyProposals.RefusedException;
import org.supervision.policy.PolicyVersion.Status;

class PolicyProposalsTest {

    private static final LocalDate MARCH = LocalDate.of(2027, 3, 1);

    private final PolicyVersions versions;
    private Clock clock = at("2027-01-04T12:00:00Z");
    private Policies policies;
    private PolicyProposals proposals;

    PolicyProposalsTest() {
        DataSource database = TestDatabase.empty();
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V175__policy_version.sql"),
                        new ClassPathResource("db/migration/V185__closure_day_recount.sql"),
                        new ClassPathResource("db/migration/V205__sent_once.sql"),
                        new ClassPathResource("db/migration/V263__closure_day_parts.sql"))
                .execute(database);
        versions = new PolicyVersions(JdbcClient.create(database), new NamedParameterJdbcTemplate(database));
        start(file());
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    /** The product starts with this file on the same database. */
    private void start(String file) {
        policies = new Policies(
                new PolicyProperties(new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)), "combined"),
                clock,
                versions);
        policies.afterSingletonsInstantiated();
        WorkingCalendar calendar = new WorkingCalendar(clock, policies);
        proposals = new PolicyProposals(policies, versions, calendar, event -> policies.onChange());
    }

    private static String file() {
        try {
            return new ClassPathResource("policy.yaml").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Proposal proposal(LocalDate from, String... keysAndValues) {
        Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Proposal(from, "The audit asked for it", values);
    }

    private long proposed(LocalDate from, String... keysAndValues) {
        proposals.propose(proposal(from, keysAndValues), "admin");
        return proposals.all().get(0).id();
    }

    @Test
    @DisplayName("F116: what one proposed another puts in force, from its day on, with who, when and why")
    void twoPeopleChangeThePolicy() {
        long id = proposed(MARCH, "record.dueWd", "4", "review.remindDays", "[21, 5]", "record.signWd", "5");

        assertThat(policies.on(MARCH).record().dueWd()).isEqualTo(5);
        assertThat(proposals.approve(id, "processowner")).isTrue();

        assertThat(policies.on(MARCH.minusDays(1)).record().dueWd()).isEqualTo(5);
        assertThat(policies.on(MARCH).record().dueWd()).isEqualTo(4);
        assertThat(policies.on(MARCH).review().remindDays()).containsExactly(21, 5);
        assertThat(policies.on(MARCH).version()).isEqualTo("P" + id + "/combined");
        assertThat(policies.version("P" + id + "/combined").record().dueWd()).isEqualTo(4);
        assertThat(proposals.all()).singleElement().satisfies(version -> {
            assertThat(version.status()).isEqualTo(Status.APPROVED);
            assertThat(version.changes()).containsOnlyKeys("record.dueWd", "review.remindDays");
            assertThat(List.of(version.proposedBy(), version.decidedBy(), version.reason()))
                    .containsExactly("admin", "processowner", "The audit asked for it");
            assertThat(version.decidedAt()).isEqualTo("2027-01-04T12:00:00Z");
        });
        assertThat(proposals.approve(id, "processowner")).isFalse();
    }

    @Test
    @DisplayName("F116: nobody puts in force what they proposed themselves")
    void nobodyDecidesAlone() {
        long id = proposed(MARCH, "record.dueWd", "4");

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> proposals.approve(id, "admin"));
        assertThat(policies.on(MARCH).record().dueWd()).isEqualTo(5);
        assertThat(proposals.withdraw(id, "processowner")).isFalse();
        assertThat(proposals.withdraw(id, "admin")).isTrue();
        assertThat(proposals.approve(id, "processowner")).isFalse();
    }

    @Test
    @DisplayName("F116: whoever is against a proposal says why")
    void refusedWithAReason() {
        long id = proposed(MARCH, "record.dueWd", "4");

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> proposals.refuse(id, "processowner", " "));
        assertThat(proposals.refuse(id, "processowner", "Too tight")).isTrue();
        assertThat(proposals.all().get(0).decisionReason()).isEqualTo("Too tight");
        assertThat(policies.on(MARCH).record().dueWd()).isEqualTo(5);
    }

    @ParameterizedTest
    @DisplayName("F116: the rules of the file hold; what is wrong is told by key and rule")
    @CsvSource(
            delimiter = '|',
            value = {
                "frequency.ceilingDays|400|must be a whole number from 1 to 366, not 400",
                "record.dueWd|12|must lie between dueWdMin and dueWdMax",
                "review.remindDays|28, 7|must be a list, as in [a, b]; [] when there is nothing",
                "review.remindDays|[28, x]|must be a whole number from 0 to 180, not x",
                "mail.window.until|06:00|must be later than from",
                "agenda.standardItems|[{ code: WB, title: Well-being }]|is missing",
                "nothing.like.it|1|is no key of the policy"
            })
    void wrongValues(String key, String value, String rule) {
        List<PolicyProblem> problems =
                proposals.check(proposal(MARCH, key, value)).problems();

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.path()).startsWith(key.substring(0, key.lastIndexOf('.')));
            assertThat(problem.message()).contains(rule);
        });
        assertThat(catchThrowableOfType(
                                RefusedException.class, () -> proposals.propose(proposal(MARCH, key, value), "admin"))
                        .problems())
                .containsAll(problems);
        assertThat(proposals.all()).isEmpty();
    }

    @Test
    @DisplayName("F116: it holds from tomorrow at the earliest, and changes something")
    void noDayThatHasBegun() {
        for (LocalDate day : List.of(LocalDate.of(2027, 1, 4), LocalDate.of(2026, 12, 1), LocalDate.of(2031, 1, 1))) {
            assertThat(proposals.check(proposal(day, "record.dueWd", "4")).problems())
                    .extracting(PolicyProblem::path)
                    .containsExactly("from");
        }
        assertThat(proposals
                        .check(proposal(LocalDate.of(2027, 1, 5), "record.dueWd", "4"))
                        .problems())
                .isEmpty();
        assertThat(proposals.check(proposal(MARCH, "record.dueWd", "5")).problems())
                .isNotEmpty();

        long id = proposed(MARCH, "record.dueWd", "4");
        clock = at("2027-03-01T12:00:00Z");
        start(file());
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> proposals.approve(id, "processowner"));
    }

    @Test
    @DisplayName("F116: one version a day; a later one goes on from an earlier one")
    void versionsFollowEachOther() {
        proposals.approve(proposed(MARCH, "record.dueWd", "4"), "processowner");

        assertThat(proposals.check(proposal(MARCH, "record.signWd", "4")).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("overlaps the version before"));
        proposals.approve(proposed(MARCH.plusDays(1), "record.signWd", "4"), "processowner");
        assertThat(policies.on(MARCH.plusDays(1)).record().dueWd()).isEqualTo(4);
        assertThat(policies.on(MARCH.plusDays(1)).record().signWd()).isEqualTo(4);
        assertThat(policies.on(MARCH).record().signWd()).isEqualTo(5);
    }

    @Test
    @DisplayName(
            "F116: the file comes first; where a new file no longer goes together with the page, the start says so")
    void aConflictStopsTheStart() {
        proposals.approve(proposed(MARCH, "record.dueWd", "8"), "processowner");

        start(file());
        assertThat(policies.on(MARCH).record().dueWd()).isEqualTo(8);
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> start(file().replace("dueWdMax: 10", "dueWdMax: 7")))
                .withMessageContaining("a version from the policy page: record.dueWd must lie between");
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> start(file() + "  - { version: \"2\", from: 2027-03-01 }\n"))
                .withMessageContaining("overlaps the version before");
    }

    @Test
    @DisplayName("every key and every group has words, and what is shown of a policy makes the same policy")
    void everyKeyHasWords() throws IOException {
        assertThat(PolicyKeys.all())
                .hasSizeGreaterThan(100)
                .allSatisfy(key -> assertThat(key.words()).isNotBlank());
        Properties words = PropertiesLoaderUtils.loadProperties(new ClassPathResource("policy-words.properties"));
        assertThat(words.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                PolicyKeys.all().stream().map(PolicyKey::path),
                                PolicyKeys.groups().stream().map(PolicyGroup::name))
                        .toList());
        assertThat(PolicyKeys.groups()).allSatisfy(group -> {
            assertThat(group.title()).isNotBlank();
            assertThat(group.about()).endsWith(".");
        });

        Policy current = policies.current();
        PolicyReader.Outcome same =
                policies.with(new PolicyChange("same", MARCH, "combined", PolicyKeys.values(current)));
        assertThat(same.problems()).isEmpty();
        Policy again = policies.on(MARCH, same);
        assertThat(PolicyKeys.values(again)).isEqualTo(PolicyKeys.values(current));
        assertThat(again.frequency()).isEqualTo(current.frequency());
        assertThat(again.agenda()).isEqualTo(current.agenda());
    }
}
