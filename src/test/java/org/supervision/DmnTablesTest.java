package org.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of every decision table, by itself, with an engine that knows nothing but the table. */
class DmnTablesTest {

    private static final Path MODELS = Path.of("bpmn");

    private static final Set<String> TABLES = Set.of(
            "frequency-policy",
            "escalation-routing",
            "record-deadline",
            "session-outcome",
            "disclosure-basis",
            "case-coverage");

    private static final Map<String, Object> POLICY = Map.ofEntries(
            Map.entry("ceilingDays", 28),
            Map.entry("agencyShiftDays", 20),
            Map.entry("minMinutes", 60),
            Map.entry("defaultMinutes", 90),
            Map.entry("partHeldMinutes", 30),
            Map.entry("partHeldCounts", true),
            Map.entry("newlyAppointed", "NQSW_BANDS"),
            Map.entry("repeatCount", 3),
            Map.entry("lmResolveWd", 5),
            Map.entry("smDecideWd", 10),
            Map.entry("disagreementDecideWd", 8),
            Map.entry("allocateWd", 12),
            Map.entry("autoTarget", "LM"),
            Map.entry("dueWd", 5),
            Map.entry("dueWdMin", 1),
            Map.entry("dueWdMax", 10),
            Map.entry("fileUpdateWd", 2),
            Map.entry("allCasesWeeks", 12),
            Map.entry("priorityWeeks", 4));

    private static final Set<String> RULES_HIT = new LinkedHashSet<>();
    private static final DmnEngine ENGINE = engine();
    private static final Map<String, DmnDecision> DECISIONS =
            TABLES.stream().collect(Collectors.toMap(Function.identity(), DmnTablesTest::decision));

    static Stream<Arguments> cases() {
        return Stream.of(
                // how often, and how long (B1, B2)
                frequency("first weeks of a newly qualified worker", "NQSW", 7, in(5, 1), 7, 90),
                frequency("past the first bands", "NQSW", 28, in(40, 9), 28, 90),
                frequency("past all bands", "NQSW", null, in(60, 14), 28, 90),
                frequency("a band beyond the ceiling", "NQSW", 35, in(40, 9), 28, 90),
                frequency("newly appointed", "NEWLY_APPOINTED", 14, in(8, 2), 14, 90),
                frequency(
                        "newly appointed, five weeks, fortnightly by policy",
                        "NEWLY_APPOINTED",
                        7,
                        with(in(5, 1), "newlyAppointed", "FORTNIGHTLY_6W"),
                        14,
                        90),
                frequency(
                        "newly appointed, six weeks, fortnightly by policy",
                        "NEWLY_APPOINTED",
                        14,
                        with(in(6, 1), "newlyAppointed", "FORTNIGHTLY_6W"),
                        28,
                        90),
                frequency(
                        "newly appointed, nothing special by policy",
                        "NEWLY_APPOINTED",
                        7,
                        with(in(1, 0), "newlyAppointed", "STANDARD"),
                        28,
                        90),
                frequency("student", "STUDENT", null, in(10, 2), 7, 90),
                frequency("agency, residential", "AGENCY", null, with(in(10, 2), "residential", true), 20, 60),
                frequency(
                        "agency, residential, long shifts",
                        "AGENCY",
                        null,
                        with(with(in(10, 2), "residential", true), "agencyShiftDays", 40),
                        28,
                        60),
                frequency("agency", "AGENCY", null, in(10, 2), 28, 90),
                frequency("residential, five months", "RESIDENTIAL", null, in(22, 5), 14, 60),
                frequency("residential, six months", "RESIDENTIAL", null, in(26, 6), 28, 90),
                frequency("experienced", "EXPERIENCED", null, in(500, 120), 28, 90),
                frequency(
                        "experienced, stricter council",
                        "EXPERIENCED",
                        null,
                        with(in(500, 120), "ceilingDays", 21),
                        21,
                        90),
                // who decides (A7.2, B8)
                routing("first, the line manager", 0, Map.of(), "LM", 5, "NORMAL"),
                routing("second miss", 0, Map.of("repeatMisses", 2), "LM", 5, "NORMAL"),
                routing("third miss", 0, Map.of("repeatMisses", 3), "SM", 10, "HIGH"),
                routing("nobody reported", 0, Map.of("unreported", true), "LM", 5, "NORMAL"),
                routing(
                        "nobody reported, sent up by policy",
                        0,
                        Map.of("unreported", true, "autoTarget", "SM"),
                        "SM",
                        10,
                        "NORMAL"),
                routing("reported, sent up by policy", 0, Map.of("autoTarget", "SM"), "LM", 5, "NORMAL"),
                routing("then the Service Manager", 1, Map.of(), "SM", 10, "NORMAL"),
                routing("one referral before", 1, Map.of("recentReferrals", 1), "SM", 10, "NORMAL"),
                routing("two referrals before", 1, Map.of("recentReferrals", 2), "STR", 10, "NORMAL"),
                routing("who was the line manager", 1, Map.of("lmIsServiceManager", true), "STR", 10, "NORMAL"),
                routing("third miss, already up", 1, Map.of("repeatMisses", 3), "SM", 10, "NORMAL"),
                routing("at last the Strategic Manager", 2, Map.of(), "STR", 10, "NORMAL"),
                allocation("nobody found in time", false, "SM"),
                allocation("nobody found in time by the Service Manager", true, "STR"),
                disagreement("a disagreement", Map.of(), "SM"),
                disagreement("a disagreement, the first referral", Map.of("recentReferrals", 1), "SM"),
                disagreement("a disagreement, the second referral", Map.of("recentReferrals", 2), "STR"),
                disagreement(
                        "a disagreement right under the Service Manager", Map.of("lmIsServiceManager", true), "STR"),
                // when the record is due (A6.1, B5)
                deadline("as agreed", "FORMAL", 7, 7),
                deadline("agreed below the least", "FORMAL", 0, 1),
                deadline("agreed above the most", "FORMAL", 15, 10),
                deadline("nothing agreed", "FORMAL", null, 5),
                deadline("ad hoc", "ADHOC", 7, 2),
                deadline("group", "GROUP", 7, 5),
                // what became of a session (A2.4, B2, B8)
                outcome("an hour", declared("HELD", 60), "HELD", false, true),
                outcome("just under an hour", declared("HELD", 59), "PART_HELD", false, true),
                outcome("half an hour", declared("HELD", 30), "PART_HELD", false, true),
                outcome(
                        "half an hour, not counted by policy",
                        with(declared("HELD", 30), "partHeldCounts", false),
                        "PART_HELD",
                        false,
                        false),
                outcome("a few minutes", declared("HELD", 29), "PART_HELD", false, false),
                outcome("moved", before("REARRANGED", true, "WORKLOAD"), "REARRANGED", false, false),
                outcome("moved to no date", before("REARRANGED", false, "WORKLOAD"), "MISSED", true, false),
                outcome(
                        "cancelled, an emergency",
                        before("CANCELLED", false, "EMERGENCY"),
                        "CANCELLED_EXCEPTIONAL",
                        true,
                        false),
                outcome("cancelled, too busy", before("CANCELLED", false, "WORKLOAD"), "MISSED", true, false),
                outcome("cancelled too late", declared("CANCELLED", null), "MISSED", true, false),
                outcome("not held", declared("NOT_HELD", null), "MISSED", true, false),
                outcome(
                        "not held, long absent",
                        with(declared("NOT_HELD", null), "longAbsence", true),
                        "SUSPENDED",
                        false,
                        false),
                // who may see a record (A6.2, A6.3, B6)
                disclosure("CASEWORK_DECISION", "CASEWORK", "NOBODY"),
                disclosure("NEW_LINE_MANAGER", "TRANSFER", "LINE_MANAGER"),
                disclosure("OWN_DATA", "SUBJECT_ACCESS", "RECORDS_OFFICER"),
                disclosure("PERFORMANCE", "PERFORMANCE_CONDUCT", "SERVICE_MANAGER"),
                disclosure("CONDUCT", "PERFORMANCE_CONDUCT", "SERVICE_MANAGER"),
                disclosure("DISCIPLINARY", "PERFORMANCE_CONDUCT", "SERVICE_MANAGER"),
                disclosure("COURT", "FORMAL_PROCEEDINGS", "RECORDS_OFFICER_AND_SERVICE_MANAGER"),
                disclosure("TRIBUNAL", "FORMAL_PROCEEDINGS", "RECORDS_OFFICER_AND_SERVICE_MANAGER"),
                disclosure("SERIOUS_INCIDENT", "FORMAL_PROCEEDINGS", "RECORDS_OFFICER_AND_SERVICE_MANAGER"),
                disclosure("INSPECTION", "FORMAL_PROCEEDINGS", "RECORDS_OFFICER_AND_SERVICE_MANAGER"),
                disclosure("CURIOSITY", "CONSENT", "BOTH_PARTIES"),
                // when a case is looked at again (B7)
                coverage("priority, four weeks", true, 4, 20, "LATER"),
                coverage("priority, five weeks", true, 5, 20, "NOW"),
                coverage("thirteen weeks", false, 13, 20, "NOW"),
                coverage("twelve weeks", false, 12, 20, "SOON"),
                coverage("nine weeks", false, 9, 20, "SOON"),
                coverage("eight weeks", false, 8, 20, "LATER"),
                coverage("never reviewed, four weeks", false, null, 4, "LATER"),
                coverage("never reviewed, five weeks", false, null, 5, "NOW"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void decides(String table, String sample, Map<String, Object> input, Map<String, Object> expected) {
        DmnDecisionRuleResult result = evaluate(table, input);

        assertThat(result.getEntryMap()).containsAllEntriesOf(expected);
    }

    @Test
    @DisplayName("the samples above hit every rule of every table")
    void everyRuleIsHit() {
        RULES_HIT.clear();

        cases().map(Arguments::get).forEach(sample -> evaluate((String) sample[0], input(sample)));

        assertThat(RULES_HIT)
                .containsExactlyInAnyOrderElementsOf(
                        TABLES.stream().flatMap(DmnTablesTest::rules).toList());
    }

    @Test
    @DisplayName("these tables stand in bpmn/, and no other")
    void tables() throws IOException {
        try (Stream<Path> files = Files.list(MODELS)) {
            List<String> found = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".dmn"))
                    .toList();

            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(
                            TABLES.stream().map(table -> table + ".dmn").toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frequency-policy",
                "escalation-routing",
                "record-deadline",
                "session-outcome",
                "disclosure-basis",
                "case-coverage"
            })
    @DisplayName("a table is one decision with the file's name, a time to live, and a reason for every rule")
    void followsTheConventions(String table) {
        var decisions =
                Dmn.readModelFromFile(MODELS.resolve(table + ".dmn").toFile()).getModelElementsByType(Decision.class);

        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.getId()).isEqualTo(table);
            assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P365D");
            assertThat(decision.getDescription()).isNotNull();
            assertThat(((DecisionTable) decision.getExpression()).getRules())
                    .allSatisfy(rule ->
                            assertThat(rule.getDescription().getTextContent()).isNotBlank());
        });
    }

    private static DmnDecisionRuleResult evaluate(String table, Map<String, Object> input) {
        Map<String, Object> variables = new HashMap<>(POLICY);
        variables.putAll(input);
        return ENGINE.evaluateDecisionTable(DECISIONS.get(table), variables).getSingleResult();
    }

    private static DmnDecision decision(String table) {
        try (InputStream content = Files.newInputStream(MODELS.resolve(table + ".dmn"))) {
            return ENGINE.parseDecision(table, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DmnEngine engine() {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        configuration
                .getCustomPostDecisionTableEvaluationListeners()
                .add(event -> event.getMatchingRules().stream()
                        .map(DmnEvaluatedDecisionRule::getId)
                        .forEach(RULES_HIT::add));
        return configuration.buildEngine();
    }

    private static Stream<String> rules(String table) {
        return Dmn.readModelFromFile(MODELS.resolve(table + ".dmn").toFile())
                .getModelElementsByType(Rule.class)
                .stream()
                .map(Rule::getId);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> input(Object[] sample) {
        return (Map<String, Object>) sample[2];
    }

    private static Arguments frequency(
            String sample, String workerType, Integer nqswDays, Map<String, Object> time, int days, int minutes) {
        Map<String, Object> input = with(with(time, "workerType", workerType), "nqswDays", nqswDays);
        return arguments(
                "frequency-policy",
                sample,
                input,
                Map.of("maxIntervalDays", days, "minMinutes", 60, "defaultMinutes", minutes));
    }

    private static Map<String, Object> in(int weeksInPost, int monthsInPost) {
        return Map.of("weeksInPost", weeksInPost, "monthsInPost", monthsInPost, "residential", false);
    }

    private static Arguments routing(
            String sample, int level, Map<String, Object> special, String target, int dueWd, String priority) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "trigger",
                "CASE",
                "level",
                level,
                "repeatMisses",
                1,
                "unreported",
                false,
                "lmIsServiceManager",
                false,
                "recentReferrals",
                0));
        input.putAll(special);
        return arguments(
                "escalation-routing", sample, input, Map.of("target", target, "dueWd", dueWd, "priority", priority));
    }

    private static Arguments disagreement(String sample, Map<String, Object> special, String target) {
        return routing(sample, 0, with(special, "trigger", "DISAGREEMENT"), target, 8, "NORMAL");
    }

    private static Arguments allocation(String sample, boolean lineManagerIsServiceManager, String target) {
        Map<String, Object> special =
                Map.of("trigger", "UNALLOCATED", "lmIsServiceManager", lineManagerIsServiceManager);
        return routing(sample, 1, special, target, 12, "NORMAL");
    }

    private static Arguments deadline(String sample, String kind, Integer agreedWd, int recordDueWd) {
        return arguments(
                "record-deadline",
                sample,
                with(Map.of("kind", kind), "agreedWd", agreedWd),
                Map.of("recordDueWd", recordDueWd, "caseUpdateWd", 2));
    }

    private static Arguments outcome(
            String sample, Map<String, Object> input, String outcome, boolean opensCase, boolean countsAsHeld) {
        return arguments(
                "session-outcome",
                sample,
                input,
                Map.of("outcome", outcome, "opensCase", opensCase, "countsAsHeld", countsAsHeld));
    }

    private static Map<String, Object> declared(String outcome, Integer minutes) {
        return with(
                with(
                        Map.of(
                                "declared",
                                outcome,
                                "changedBeforeStart",
                                false,
                                "newDateGiven",
                                false,
                                "longAbsence",
                                false),
                        "minutes",
                        minutes),
                "reasonClass",
                null);
    }

    private static Map<String, Object> before(String outcome, boolean newDateGiven, String reasonClass) {
        return with(
                with(with(declared(outcome, null), "changedBeforeStart", true), "newDateGiven", newDateGiven),
                "reasonClass",
                reasonClass);
    }

    private static Arguments disclosure(String purpose, String basis, String decidedBy) {
        return arguments(
                "disclosure-basis",
                purpose,
                Map.of("purpose", purpose),
                Map.of("basis", basis, "decidedBy", decidedBy));
    }

    private static Arguments coverage(
            String sample, boolean priority, Integer weeksSinceReview, int weeksOpen, String urgency) {
        return arguments(
                "case-coverage",
                sample,
                with(Map.of("priority", priority, "weeksOpen", weeksOpen), "weeksSinceReview", weeksSinceReview),
                Map.of("urgency", urgency));
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> copy = new HashMap<>(map);
        copy.put(name, value);
        return copy;
    }
}
