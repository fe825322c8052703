package org.supervision.agreement.process;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.FrequencyTable;
import org.supervision.agreement.TimeInPost;
import org.supervision.engine.DecisionTables;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.people.SiteMode;
import org.supervision.people.WorkerType;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** Asks the decision table {@code frequency-policy.dmn} (D1). */
@Component
class FrequencyDecisionTable implements FrequencyTable {

    private static final String DECISION = "frequency-policy";
    private static final String MAX_INTERVAL_DAYS = "maxIntervalDays";
    private static final int DAYS_A_WEEK = 7;
    private static final int FULL_TIME_PERCENT = 100;

    private final DecisionTables tables;
    private final People people;
    private final TimeInPost timeInPost;
    private final Policies policies;

    FrequencyDecisionTable(DecisionTables tables, People people, TimeInPost timeInPost, Policies policies) {
        this.tables = tables;
        this.people = people;
        this.timeInPost = timeInPost;
        this.policies = policies;
    }

    @Override
    public int maxIntervalDays(String supervisee, LocalDate on) {
        return maxIntervalDays(supervisee, on, tables::lookUp);
    }

    @Override
    public int decideMaxIntervalDays(String supervisee, LocalDate on) {
        return maxIntervalDays(supervisee, on, tables::decide);
    }

    private int maxIntervalDays(
            String supervisee, LocalDate on, BiFunction<String, VariableMap, DmnDecisionRuleResult> table) {
        Person person = people.find(supervisee, on).orElseGet(() -> people.require(supervisee));
        Policy policy = policies.on(on);
        LocalDate startedOn =
                person.workerType().dependsOnTimeInPost() ? timeInPost.countedFrom(person, on) : person.startedOn();
        return days(decided(inputs(person, policy, startedOn, on), table), person, policy);
    }

    /** The table is asked once for all of whom it is told the same. */
    @Override
    public Map<String, Integer> maxIntervalDays(Collection<String> supervisees, LocalDate on) {
        if (supervisees.isEmpty()) {
            return Map.of();
        }
        Policy policy = policies.on(on);
        List<Person> asked = people.findAll(supervisees, on);
        Map<String, LocalDate> counted = timeInPost.countedFrom(
                asked.stream()
                        .filter(person -> person.workerType().dependsOnTimeInPost())
                        .toList(),
                on);
        Map<Map<String, Object>, Integer> decided = new HashMap<>();
        Map<String, Integer> days = new HashMap<>();
        for (Person person : asked) {
            VariableMap inputs = inputs(person, policy, counted.getOrDefault(person.userId(), person.startedOn()), on);
            int found = decided.computeIfAbsent(new HashMap<>(inputs), same -> decided(inputs, tables::lookUp));
            days.put(person.userId(), days(found, person, policy));
        }
        return days;
    }

    private static int decided(VariableMap inputs, BiFunction<String, VariableMap, DmnDecisionRuleResult> table) {
        return table.apply(DECISION, inputs).<Number>getEntry(MAX_INTERVAL_DAYS).intValue();
    }

    private static int days(int days, Person person, Policy policy) {
        return policy.frequency().partTimeProRata() == Policy.ProRata.INTERVAL
                ? Math.min(policy.frequency().ceilingDays(), longerByPartTime(days, person))
                : days;
    }

    /** What the table is asked about somebody whose time in post counts from a day. */
    private static VariableMap inputs(Person person, Policy policy, LocalDate startedOn, LocalDate on) {
        return Variables.createVariables()
                .putValue("workerType", person.workerType().name())
                .putValue("newlyAppointed", policy.frequency().newlyAppointed().name())
                .putValue("nqswDays", bandDays(person, policy, startedOn, on))
                .putValue("residential", person.siteMode() == SiteMode.RESIDENTIAL)
                .putValue("weeksInPost", (int) ChronoUnit.WEEKS.between(startedOn, on))
                .putValue("monthsInPost", (int) ChronoUnit.MONTHS.between(startedOn, on))
                .putValue("ceilingDays", policy.frequency().ceilingDays())
                .putValue("agencyShiftDays", shiftDays(person, policy))
                .putValue("minMinutes", policy.session().minMinutes())
                .putValue("defaultMinutes", policy.session().defaultMinutes());
    }

    /** The band of the newly qualified for this time in post; null once past the last. */
    private static @Nullable Integer bandDays(Person person, Policy policy, LocalDate startedOn, LocalDate on) {
        boolean banded = person.workerType() == WorkerType.NQSW || person.workerType() == WorkerType.NEWLY_APPOINTED;
        Optional<Policy.Band> band = policy.frequency().nqsw().stream()
                .filter(candidate -> on.isBefore(startedOn.plus(candidate.until())))
                .findFirst();
        return banded ? band.map(Policy.Band::maxDays).orElse(null) : null;
    }

    /** In how many days somebody works the number of shifts after which agency staff are seen. */
    private static int shiftDays(Person person, Policy policy) {
        int shiftsAWeek = Math.max(1, person.workingPattern().days().size());
        return Math.max(1, policy.frequency().agencyShifts() * DAYS_A_WEEK / shiftsAWeek);
    }

    private static int longerByPartTime(int days, Person person) {
        return days * FULL_TIME_PERCENT / person.workingPattern().ftePercent();
    }
}
