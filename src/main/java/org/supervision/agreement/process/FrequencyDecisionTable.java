package org.supervision.agreement.process;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.supervision.agreement.FrequencyTable;
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

    private final ProcessEngineConfigurationImpl engine;
    private final DecisionService decisions;
    private final People people;
    private final Policies policies;

    FrequencyDecisionTable(
            @Lazy ProcessEngineConfigurationImpl engine, DecisionService decisions, People people, Policies policies) {
        this.engine = engine;
        this.decisions = decisions;
        this.people = people;
        this.policies = policies;
    }

    @Override
    public int maxIntervalDays(String supervisee, LocalDate on) {
        Person person = people.find(supervisee, on).orElseGet(() -> people.require(supervisee));
        Policy policy = policies.on(on);
        int days = evaluate(inputs(person, policy, on));
        return policy.frequency().partTimeProRata() == Policy.ProRata.INTERVAL
                ? Math.min(policy.frequency().ceilingDays(), longerByPartTime(days, person))
                : days;
    }

    /** The table is the council's rule and no secret, whoever asks. */
    private int evaluate(VariableMap inputs) {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> decisions
                        .evaluateDecisionTableByKey(DECISION, inputs)
                        .getSingleResult()
                        .<Number>getEntry(MAX_INTERVAL_DAYS)
                        .intValue()));
    }

    private static VariableMap inputs(Person person, Policy policy, LocalDate on) {
        LocalDate startedOn = person.startedOn();
        return Variables.createVariables()
                .putValue("workerType", person.workerType().name())
                .putValue("newlyAppointed", policy.frequency().newlyAppointed().name())
                .putValue("nqswDays", bandDays(person, policy, on))
                .putValue("residential", person.siteMode() == SiteMode.RESIDENTIAL)
                .putValue("weeksInPost", (int) ChronoUnit.WEEKS.between(startedOn, on))
                .putValue("monthsInPost", (int) ChronoUnit.MONTHS.between(startedOn, on))
                .putValue("ceilingDays", policy.frequency().ceilingDays())
                .putValue("agencyShiftDays", shiftDays(person, policy))
                .putValue("minMinutes", policy.session().minMinutes())
                .putValue("defaultMinutes", policy.session().defaultMinutes());
    }

    /** The band of the newly qualified for this time in post; null once past the last. */
    private static @Nullable Integer bandDays(Person person, Policy policy, LocalDate on) {
        boolean banded = person.workerType() == WorkerType.NQSW || person.workerType() == WorkerType.NEWLY_APPOINTED;
        Optional<Policy.Band> band = policy.frequency().nqsw().stream()
                .filter(candidate -> on.isBefore(person.startedOn().plus(candidate.until())))
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
