package org.supervision.engine;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/** Every variable that may live in the engine: the list that the guard and the history level go by. */
public final class ProcessVariables {

    /** What a person decided on a form, as the enum's name; read by the gateway right after it. */
    public static final ProcessVariable<String> DECISION = ProcessVariable.of("decision", String.class);

    /** Whether the supervisor discarded the draft of the terms. */
    public static final ProcessVariable<Boolean> DISCARDED = ProcessVariable.of("discarded", Boolean.class);

    /** Whether the drafted interval lies within the policy's ceiling (B1). */
    public static final ProcessVariable<Boolean> WITHIN_CEILING = ProcessVariable.of("withinCeiling", Boolean.class);

    /** The business key of the agreement that a change is about. */
    public static final ProcessVariable<String> AGREEMENT = ProcessVariable.of("agreement", String.class);

    /** Whether whoever asked for a change of an agreement wants it no more. */
    public static final ProcessVariable<Boolean> WITHDRAWN = ProcessVariable.of("withdrawn", Boolean.class);

    /** Whether a change of the agreement takes effect on a later day. */
    public static final ProcessVariable<Boolean> LATER = ProcessVariable.of("later", Boolean.class);

    /** Whether enough sessions are booked ahead (B3). */
    public static final ProcessVariable<Boolean> TWO_AHEAD = ProcessVariable.of("twoAhead", Boolean.class);

    /** How a session or a review came out, as the enum's name. */
    public static final ProcessVariable<String> OUTCOME = ProcessVariable.of("outcome", String.class);

    /** Whether a party sent the record back for correction. */
    public static final ProcessVariable<Boolean> RECORD_RETURNED = ProcessVariable.of("recordReturned", Boolean.class);

    /** What kind of case it is: a missed or cancelled session, or an interval breach. */
    public static final ProcessVariable<String> CASE_MODE = ProcessVariable.of("caseMode", String.class);

    /** What became of the search for a new date, as the enum's name. */
    public static final ProcessVariable<String> REBOOKING = ProcessVariable.of("rebooking", String.class);

    /** The party who says that the session was held, a user id. */
    public static final ProcessVariable<String> CLAIMED_BY = ProcessVariable.of("claimedBy", String.class);

    /** Whether the other party confirmed that the session was held. */
    public static final ProcessVariable<Boolean> HELD_CONFIRMED = ProcessVariable.of("heldConfirmed", Boolean.class);

    /** The level of an escalation: 0 line manager, 1 Service Manager, 2 Strategic Manager. */
    public static final ProcessVariable<Integer> LEVEL = ProcessVariable.of("level", Integer.class);

    /** What a manager decided on a missed session, as the enum's name. */
    public static final ProcessVariable<String> RESOLUTION = ProcessVariable.of("resolution", String.class);

    /** The row id of a case discussed in a session. */
    public static final ProcessVariable<Long> CASE_ID = ProcessVariable.of("caseId", Long.class);

    /** The user id of the person who started a process from Tasklist. */
    public static final ProcessVariable<String> INITIATOR = ProcessVariable.of("initiator", String.class);

    /** On which basis records are disclosed, as the enum's name (A6.2, A6.3, B6). */
    public static final ProcessVariable<String> BASIS = ProcessVariable.of("basis", String.class);

    /** The row id of a file on a list of those whose time is over. */
    public static final ProcessVariable<Long> DISPOSAL_ITEM_ID = ProcessVariable.of("disposalItemId", Long.class);

    /** The row id of a file in an audit's sample (C24). */
    public static final ProcessVariable<Long> AUDIT_FILE_ID = ProcessVariable.of("auditFileId", Long.class);

    /** Whether a manager has to arrange cover for an absence (A-br). */
    public static final ProcessVariable<Boolean> COVER_NEEDED = ProcessVariable.of("coverNeeded", Boolean.class);

    /** Whether the last day of an absence is not known. */
    public static final ProcessVariable<Boolean> OPEN_ENDED = ProcessVariable.of("openEnded", Boolean.class);

    /** The manager whom one of several tasks is for, a user id. */
    public static final ProcessVariable<String> MANAGER = ProcessVariable.of("manager", String.class);

    /** The number of a part of an import of people, from 1 on. */
    public static final ProcessVariable<Integer> IMPORT_PART = ProcessVariable.of("importPart", Integer.class);

    /** The number of a lane in which parts of what follows from a closure day are done, from 1 on. */
    public static final ProcessVariable<Integer> CLOSURE_LANE = ProcessVariable.of("closureLane", Integer.class);

    /** The bean names of the parts of the daily sweep that are left, with commas between them; empty where all have run. */
    public static final ProcessVariable<String> SWEEP_LEFT = ProcessVariable.of("sweepLeft", String.class);

    /** The bean name of a part of the daily sweep. */
    public static final ProcessVariable<String> SWEEP_PART = ProcessVariable.of("sweepPart", String.class);

    private static final List<ProcessVariable<?>> ALL = List.of(
            DECISION,
            DISCARDED,
            WITHIN_CEILING,
            AGREEMENT,
            WITHDRAWN,
            LATER,
            TWO_AHEAD,
            OUTCOME,
            RECORD_RETURNED,
            CASE_MODE,
            REBOOKING,
            CLAIMED_BY,
            HELD_CONFIRMED,
            LEVEL,
            RESOLUTION,
            CASE_ID,
            DISPOSAL_ITEM_ID,
            AUDIT_FILE_ID,
            INITIATOR,
            BASIS,
            COVER_NEEDED,
            OPEN_ENDED,
            MANAGER,
            IMPORT_PART,
            CLOSURE_LANE,
            SWEEP_LEFT,
            SWEEP_PART);

    /** Those that say which row an instance of a multi-instance task is about. */
    private static final List<ProcessVariable<Long>> ELEMENTS = List.of(CASE_ID, AUDIT_FILE_ID);

    /** The counters that the engine itself keeps for a multi-instance task. */
    private static final Set<String> OF_THE_ENGINE =
            Set.of("nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances", "loopCounter");

    private static final Set<String> NAMES =
            ALL.stream().map(ProcessVariable::name).collect(Collectors.toUnmodifiableSet());

    private ProcessVariables() {}

    /** The row that an instance of a multi-instance task is about; null where it is none. */
    public static @Nullable Long elementOf(VariableScope scope) {
        return ELEMENTS.stream()
                .map(element -> element.get(scope))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The names of the variables that say so. */
    public static List<String> elements() {
        return ELEMENTS.stream().map(ProcessVariable::name).toList();
    }

    /** Whether a variable of this name may be kept at all. */
    public static boolean isDeclared(String name) {
        return NAMES.contains(name) || OF_THE_ENGINE.contains(name);
    }
}
