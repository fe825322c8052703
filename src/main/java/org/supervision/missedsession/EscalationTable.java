package org.supervision.missedsession;

import org.supervision.policy.Policy;

/** The decision table of who sees to a case, to a disagreement, or to somebody without a supervisor (D2; A7.2, B8). */
public interface EscalationTable {

    /** Whose turn it is, and by when. */
    Answer decide(Question question);

    /**
     * What the table looks at.
     *
     * @param trigger what it is about
     * @param level see {@link Level}; a disagreement has none but the first
     * @param unreported whether the deadline passed without any report
     * @param lineManagerIsServiceManager whether the one who had it below is the Service Manager himself (E15)
     * @param referrals how many cases, or disagreements, of this agreement were referred within a year, this one included
     * @param misses how many missed sessions count towards the repeat rule, this one included
     * @param policy the policy that the case goes by
     */
    record Question(
            Trigger trigger,
            int level,
            boolean unreported,
            boolean lineManagerIsServiceManager,
            int referrals,
            int misses,
            Policy policy) {

        /** About a disagreement (A7.2). */
        public static Question ofDisagreement(boolean lineManagerIsServiceManager, int referrals, Policy policy) {
            return new Question(
                    Trigger.DISAGREEMENT, Level.LINE_MANAGER, false, lineManagerIsServiceManager, referrals, 0, policy);
        }

        /** About somebody for whom the line manager found no permanent supervisor in time (B8). */
        public static Question ofAllocation(boolean lineManagerIsServiceManager, Policy policy) {
            return new Question(
                    Trigger.UNALLOCATED, Level.SERVICE_MANAGER, false, lineManagerIsServiceManager, 0, 0, policy);
        }
    }

    /** What somebody is to see to. */
    enum Trigger {
        /** Supervision that was missed, or not held often enough. */
        CASE,
        DISAGREEMENT,
        /** Somebody without a permanent supervisor (B8). */
        UNALLOCATED
    }

    /**
     * What the table says.
     *
     * @param target whose turn it is
     * @param dueWorkingDays how many working days he has, from the day the case comes to him
     * @param priority of his task
     */
    record Answer(Target target, int dueWorkingDays, Priority priority) {}

    /** How much a manager's task presses. */
    enum Priority {
        NORMAL,
        HIGH
    }

    /** A place in the reporting line. */
    enum Target {
        /** The supervisor's line manager. */
        LM,
        /** The Service Manager. */
        SM,
        /** The Strategic Manager. */
        STR
    }
}
