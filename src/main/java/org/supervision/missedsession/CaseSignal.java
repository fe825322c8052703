package org.supervision.missedsession;

import org.jspecify.annotations.Nullable;

/**
 * What the case's processes must hear of. Published inside the transaction; the engine's side of this feature passes it
 * on to the one instance that runs under the case's key.
 */
public sealed interface CaseSignal {

    /** The case's business key, such as {@code MC-000012}. */
    String caseKey();

    /** A case was opened. */
    record Opened(String caseKey, CaseMode mode) implements CaseSignal {}

    /** The new date failed, or another session was missed while one was sought or awaited (E1). */
    record RecoveryFailed(String caseKey) implements CaseSignal {}

    /** A session was held: the case closes. */
    record SessionHeld(String caseKey) implements CaseSignal {}

    /** A party says that the session was held; the other is to be asked. */
    record HeldClaimed(String caseKey) implements CaseSignal {}

    /** A manager is to see to it. */
    record EscalationRaised(String caseKey) implements CaseSignal {}

    /** The session that a manager fixed won't be held by its date. */
    record ResolutionWithdrawn(String caseKey) implements CaseSignal {}

    /** The deadline for both reports has moved. */
    record DeadlineMoved(String caseKey) implements CaseSignal {}

    /** The agreement ended, or is suspended: no session is owed. */
    record AgreementEnded(String caseKey) implements CaseSignal {}

    /**
     * The case goes on with another supervisor, under this agreement or another one.
     *
     * @param from user id of who supervised until now
     * @param to user id of who supervises now; null while nobody does
     */
    record Transferred(
            String caseKey, String from, @Nullable String to) implements CaseSignal {}

    /** A manager has ended the case by suspending the supervision. */
    record ResolutionEnded(String caseKey) implements CaseSignal {}
}
