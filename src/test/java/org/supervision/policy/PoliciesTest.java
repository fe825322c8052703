package org.supervision.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.supervision.policy.Policy.DeadlineRoll;
import org.supervision.policy.Policy.LateRebook;
import org.supervision.policy.Policy.LineManagerReads;
import org.supervision.policy.Policy.RecordAuthor;
import org.supervision.policy.Policy.Remote;
import org.supervision.policy.Policy.SignatureRule;
import org.supervision.policy.Policy.StandardItem;
import org.supervision.policy.Policy.Window;

class PoliciesTest {

    private static final String FILE = read(new ClassPathResource("policy.yaml"));

    private static final String SECOND_VERSION = """
              - version: "2"
                from: 2027-04-01
                common:
                  booking: { horizon: 3 }
                  record: { author: AGREEMENT, dueWd: 4 }
                  calendar:
                    knownUntil: 2031-12-31
                    closureDays: [2027-12-29, 2027-12-30]
                    oneOffHolidays: [2027-06-18]
                profiles:
                  stoke:
                    missed: { rebookWd: 3 }
            """;

    @Test
    void combinedIsTheProfileOfTheTwoDocumentsTogether() {
        Policy policy = shipped("combined").current();

        assertThat(policy.version()).isEqualTo("1/combined");
        assertThat(policy.frequency().ceilingDays()).isEqualTo(28);
        assertThat(policy.frequency().nqsw()).hasSize(3);
        assertThat(policy.frequency().nqsw().get(0)).isEqualTo(new Policy.Band(Period.ofWeeks(6), 7));
        assertThat(policy.session().defaultMinutes()).isEqualTo(90);
        assertThat(policy.session().remote()).isEqualTo(Remote.ALLOWED_WITH_REASON);
        assertThat(policy.booking().horizon()).isEqualTo(2);
        assertThat(policy.agenda().prepareWd()).isEqualTo(-2);
        assertThat(policy.agenda().standardItems())
                .extracting(StandardItem::code)
                .containsExactly("WB", "LV", "TD", "ED", "HS", "CL", "WM");
        assertThat(policy.outcome().presumeMissedWd()).isEqualTo(2);
        assertThat(policy.record().author()).isEqualTo(RecordAuthor.AGREEMENT);
        assertThat(policy.record().signature()).isEqualTo(SignatureRule.REQUIRED);
        assertThat(policy.casework().inDepthMin()).isEqualTo(2);
        assertThat(policy.casework().printRequired()).isFalse();
        assertThat(policy.missed().rebookWd()).isEqualTo(5);
        assertThat(policy.missed().reportDays()).isEqualTo(14);
        assertThat(policy.missed().deadlineRoll()).isEqualTo(DeadlineRoll.NONE);
        assertThat(policy.missed().lateRebook()).isEqualTo(LateRebook.REPORT);
        assertThat(policy.escalation().lmResolveWd()).isEqualTo(5);
        assertThat(policy.review().remindDays()).containsExactly(28, 7);
        assertThat(policy.returning().sessionWd()).isEqualTo(5);
        assertThat(policy.reminders().times()).containsExactly(LocalTime.of(6, 0), LocalTime.of(9, 0));
        assertThat(policy.mail().window()).isEqualTo(new Window(LocalTime.of(7, 30), LocalTime.of(18, 30), true));
        assertThat(policy.access().lmReadsRecord()).isEqualTo(LineManagerReads.NONE);
    }

    @Test
    void stokeLeavesTheAuthorToTheAgreementAndWantsSignatures() {
        Policy policy = shipped("stoke").current();

        assertThat(policy.profile()).isEqualTo("stoke");
        assertThat(policy.record().author()).isEqualTo(RecordAuthor.AGREEMENT);
        assertThat(policy.record().signature()).isEqualTo(SignatureRule.REQUIRED);
        assertThat(policy.casework().printRequired()).isFalse();
    }

    @Test
    void contractBHasTheSupervisorWriteAndAPrintedCopy() {
        Policy policy = shipped("contract-b").current();

        assertThat(policy.record().author()).isEqualTo(RecordAuthor.SUPERVISOR);
        assertThat(policy.record().signature()).isEqualTo(SignatureRule.ACKNOWLEDGE);
        assertThat(policy.casework().printRequired()).isTrue();
        assertThat(policy.frequency().ceilingDays()).isEqualTo(28);
    }

    @ParameterizedTest
    @ValueSource(strings = {"combined", "stoke", "contract-b"})
    void whereADocumentIsSilentEveryProfileHasTheSame(String profile) {
        Policy policy = shipped(profile).current();
        Policy combined = shipped("combined").current();

        assertThat(policy.missed()).isEqualTo(combined.missed());
        assertThat(policy.escalation()).isEqualTo(combined.escalation());
        assertThat(policy.booking()).isEqualTo(combined.booking());
        assertThat(policy.review()).isEqualTo(combined.review());
        assertThat(policy.casework().inDepthMin()).isEqualTo(combined.casework().inDepthMin());
        assertThat(policy.frequency()).isEqualTo(combined.frequency());
        assertThat(policy.agenda()).isEqualTo(combined.agenda());
    }

    @Test
    void aLaterVersionHoldsFromItsFirstDayInLondon() {
        String file = FILE + SECOND_VERSION;

        assertThat(policies(file, "combined", "2027-03-31T22:59:59Z").current().version())
                .isEqualTo("1/combined");
        assertThat(policies(file, "combined", "2027-03-31T23:00:00Z").current().version())
                .isEqualTo("2/combined");
        assertThat(policies(file, "combined").on(LocalDate.of(2027, 3, 31)).version())
                .isEqualTo("1/combined");
        assertThat(policies(file, "combined").on(LocalDate.of(1999, 1, 1)).version())
                .isEqualTo("1/combined");
    }

    @Test
    void aLaterVersionChangesOnlyWhatItSays() {
        LocalDate later = LocalDate.of(2027, 4, 1);
        String file = FILE + SECOND_VERSION;

        assertThat(policies(file, "combined").on(later).booking()).isEqualTo(new Policy.Booking(3, 2, 5));
        assertThat(policies(file, "combined").on(later).missed().rebookWd()).isEqualTo(5);
        assertThat(policies(file, "stoke").on(later).missed().rebookWd()).isEqualTo(3);
        Policy contract = policies(file, "contract-b").on(later);
        assertThat(contract.record().dueWd()).isEqualTo(4);
        assertThat(contract.record().author())
                .as("a profile's own value stands above a later common one")
                .isEqualTo(RecordAuthor.SUPERVISOR);
    }

    @Test
    void aCaseFindsTheVersionOfItsOpeningUnderAnyProfile() {
        Policies policies = policies(FILE + SECOND_VERSION, "contract-b");

        assertThat(policies.version("1/combined").record().author()).isEqualTo(RecordAuthor.AGREEMENT);
        assertThat(policies.version("2/stoke").missed().rebookWd()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policies.version("9/stoke"))
                .withMessageContaining("9/stoke");
    }

    @Test
    void daysOffAreThoseOfTheVersionThatHoldsOnTheDay() {
        Policies policies = policies(FILE + SECOND_VERSION, "combined");

        assertThat(policies.isOff(LocalDate.of(2027, 12, 29))).isTrue();
        assertThat(policies.isOff(LocalDate.of(2027, 6, 18))).isTrue();
        assertThat(policies.isOff(LocalDate.of(2027, 12, 31))).isFalse();
        assertThat(policies.isOff(LocalDate.of(2026, 12, 29))).isFalse();
        assertThat(policies.knownUntil()).isEqualTo("2031-12-31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rebookWd: 5         | rebookWdd: 5         | missed.rebookWdd is no key",
                "rebookWd: 5         | rebookWdd: 5         | missed.rebookWd is missing",
                "rebookWd: 5         | rebookWd: five       | missed.rebookWd must be a whole number from 0 to 60",
                "rebookWd: 5         | rebookWd: 5.5        | missed.rebookWd must be a whole number",
                "rebookWd: 5         | rebookWd: 99999999999| missed.rebookWd must be a whole number",
                "rebookWd: 5         | rebookWd:            | missed.rebookWd must have one value",
                "rebookWd: 5         | rebookWd: [5]        | missed.rebookWd must have one value",
                "prepareWd: -2       | prepareWd: 2         | agenda.prepareWd must be a whole number from -20 to 0",
                "deadlineRoll: NONE  | deadlineRoll: none   | missed.deadlineRoll must be one of NONE, NEXT_WD",
                "narrative: false    | narrative: no        | audit.narrative must be true or false",
                "referralsWithinMonths: 12 | referralsWithinMonths: 0 | escalation.referralsWithinMonths must be a whole",
                "horizon: 2          | horizon: 0           | booking.horizon must be a whole number from 1 to 12",
                "inDepthMin: 2       | inDepthMin: -1       | case.inDepthMin must be a whole number from 0 to 20",
                "sessionWd: 5        | sessionDays: 5       | return.sessionWd is missing",
                "2030-12-31          | 31.12.2030           | calendar.knownUntil must be a date",
                "closureDays: []     | closureDays: [2027-02-29] | calendar.closureDays[0] must be a date",
                "closureDays: []     | closureDays: none    | calendar.closureDays must be a list",
                "[28, 7]             | [28, x]              | review.remindDays[1] must be a whole number",
                "until: 18:30        | until: 07:00         | mail.window.until must be later than from",
                "from: 07:30         | from: 25:30          | mail.window.from must be a time",
                "[06:00, 09:00]      | [09:00, 06:00]       | reminders.times must stand in order",
                "[06:00, 09:00]      | []                   | reminders.times must name at least one",
                "until: P6M          | until: P1M           | frequency.nqsw each band must end later",
                "until: P6M          | until: 6 months      | frequency.nqsw[1].until must be a span",
                "code: HS            | code: WB             | agenda.standardItems WB stands there twice",
                "code: HS            | code: HX             | agenda.standardItems the item HS of A3.5 is missing",
                "code: HS            | code: hs             | agenda.standardItems[4].code must be two to eight",
                "defaultMinutes: 90  | defaultMinutes: 180  | session.defaultMinutes must lie between",
                "dueWd: 5            | dueWd: 11            | record.dueWd must lie between dueWdMin and dueWdMax",
                "presumeMissedWd: 2  | presumeMissedWd: 0   | outcome.presumeMissedWd must not be less",
                "from: 2000-01-01    | from: yesterday      | versions[0].from must be a date",
                "version: \"1\"      | version: \"a b\"     | versions[0].version must have 1 to 20",
                "stoke:              | stocke:              | versions[0].profiles.stocke is no key",
                "common:             | commons:             | versions[0].commons is no key",
                "versions:           | version:             | version is no key",
                "combined: {}        | combined: yes        | versions[0].profiles.combined must be a group",
            })
    void aDefectStopsTheStartAndNamesFileKeyAndLine(String from, String to, String problem) {
        assertThat(FILE).contains(from);
        String broken = FILE.replaceFirst(Pattern.quote(from), to);

        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> policies(broken, "combined"))
                .withMessageStartingWith("The policy file ")
                .withMessageContaining("council.yaml")
                .withMessageContaining(problem)
                .withMessageContaining("line ");
    }

    @Test
    void aFileFromBeforeAKeyWasKnownLoadsWithWhatHeldThen() {
        String older = FILE.replaceFirst("(?m)^ *referralsWithinMonths:.*\\n", "");

        assertThat(older).doesNotContain("referralsWithinMonths");
        assertThat(policies(older, "combined").current().escalation())
                .isEqualTo(shipped("combined").current().escalation());
        assertThat(policies(FILE.replace("referralsWithinMonths: 12", "referralsWithinMonths: 6"), "combined")
                        .current()
                        .escalation()
                        .referralsWithinMonths())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"rebookWd: 5, rebookWd: x", "combined: {}, combined: x", "stoke:, stocke:", "until: P6W, until: x"})
    void theLineIsThatOfTheKey(String from, String to) {
        String broken = FILE.replaceFirst(Pattern.quote(from), to);
        long line = broken.substring(0, broken.indexOf(to) + 1).lines().count();

        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> policies(broken, "combined"))
                .withMessageContaining("line " + line + ": ");
    }

    @Test
    void allDefectsAreToldAtOnceAndOnlyOnce() {
        String broken = FILE.replace("rebookWd: 5", "rebookWd: x").replace("horizon: 2", "horizon: y");

        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> policies(broken, "combined"))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3));
    }

    @Test
    void overlappingVersionsStopTheStart() {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> policies(FILE + SECOND_VERSION.replace("2027-04-01", "2000-01-01"), "combined"))
                .withMessageContaining("versions[1].from 2000-01-01 overlaps the version before");
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> policies(FILE + SECOND_VERSION.replace("\"2\"", "\"1\""), "combined"))
                .withMessageContaining("versions[1].version 1 stands there twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | the file is empty",
                "just words                  | the file must be a group",
                "versions: []                | versions must be a list of at least one",
                "versions: [a                | no YAML",
                "'{versions: [], versions: []}' | versions stands there twice",
                "'a: &x [1]\nversions: *x'   | no YAML",
            })
    void whatIsNoPolicyAtAllIsRefusedWithItsLine(String content, String problem) {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> policies(content, "combined"))
                .withMessageContaining(problem)
                .withMessageContaining("line ");
    }

    @Test
    void anUnknownProfileAndAMissingFileStopTheStart() {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> policies(FILE, "stocke"))
                .withMessageContaining("supervision.policy.profile is stocke")
                .withMessageContaining("contract-b");
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() ->
                        new Policies(new PolicyProperties(new FileSystemResource("none.yaml"), "combined"), clock()))
                .withMessageContaining("none.yaml")
                .withMessageContaining("cannot be read");
    }

    private static Policies shipped(String profile) {
        return new Policies(new PolicyProperties(new ClassPathResource("policy.yaml"), profile), clock());
    }

    private static Policies policies(String content, String profile) {
        return policies(content, profile, "2027-01-04T08:00:00Z");
    }

    private static Policies policies(String content, String profile, String now) {
        Resource file = new ByteArrayResource(content.getBytes(UTF_8), "council.yaml");
        return new Policies(new PolicyProperties(file, profile), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private static Clock clock() {
        return Clock.fixed(Instant.parse("2027-01-04T08:00:00Z"), ZoneOffset.UTC);
    }

    private static String read(Resource resource) {
        try {
            return resource.getContentAsString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
