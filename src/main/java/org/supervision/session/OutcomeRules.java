package org.supervision.session;

import org.jspecify.annotations.Nullable;
import org.supervision.policy.Policy;

/** The decision tables of a session's outcome (D4) and of its record's deadlines (D3). */
public interface OutcomeRules {

    /** What a declared outcome amounts to; kept in the decision history. */
    Ruling rule(Question question);

    /** What it would amount to, while somebody still fills in the form; nothing is kept. */
    Ruling foresee(Question question);

    /**
     * The working days from a session's day to its record's and its case files' deadlines.
     *
     * @param policy the policy of the session's day
     * @param kind what kind of session it is
     * @param agreedWorkingDays what the agreement says on the record; null where it says nothing
     */
    Deadlines deadlines(Policy policy, SessionKind kind, @Nullable Integer agreedWorkingDays);

    /** The same while nothing depends on it yet; nothing is kept. */
    Deadlines foreseeDeadlines(Policy policy, SessionKind kind, @Nullable Integer agreedWorkingDays);

    /**
     * What D4 is asked.
     *
     * @param policy the policy of the session's day
     * @param declared what the person said
     * @param beforeStart whether that was before the session's start
     * @param newDateGiven whether a new date came with it
     * @param reasonClass why, where it was not held
     * @param minutes how long it was, where it was held
     * @param minMinutes how long it was to be at least (B2)
     */
    record Question(
            Policy policy,
            DeclaredOutcome declared,
            boolean beforeStart,
            boolean newDateGiven,
            @Nullable ReasonClass reasonClass,
            @Nullable Integer minutes,
            int minMinutes) {}

    /**
     * The answer of D4.
     *
     * @param outcome what it amounts to
     * @param countsAsHeld whether it keeps the agreed interval
     */
    record Ruling(SessionOutcome outcome, boolean countsAsHeld) {}

    /**
     * The answer of D3, in working days after the session's day.
     *
     * @param record until the record is distributed (A6.1)
     * @param caseFiles until the case files are updated (B5)
     */
    record Deadlines(int record, int caseFiles) {}
}
