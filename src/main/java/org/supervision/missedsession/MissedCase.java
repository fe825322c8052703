package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.agreement.Parties;

/**
 * One case of supervision that did not take place as prescribed. There is one open case for an agreement at a time: a
 * further miss joins it, and its deadline stays anchored at the first (B8). All instants of deadlines are 24:00 London
 * of their day; they are the lawful ones, whenever the engine's timers really fire (E25).
 */
@Table("missed_case")
public class MissedCase {

    private static final Pattern KEY = Pattern.compile("MC-(\\d{6,18})");

    @Id
    private @Nullable Long id;

    @Version
    @SuppressWarnings("UnusedVariable") // guards against two changes at once
    private int rowVersion;

    private long agreementId;

    /** The agreement's id while the case is open, unique; null once it is closed. */
    @SuppressWarnings("UnusedVariable") // the database reads it
    private @Nullable Long openMarker;

    private CaseMode mode;
    private CaseState state;
    private String supervisor;
    private String supervisee;
    private @Nullable Long firstSessionId;
    private LocalDate initialMissedOn;
    private Instant heldCountsFrom;
    private @Nullable Instant rebookBy;
    private @Nullable Instant reportDeadline;
    private @Nullable Instant reportsDueAt;
    private @Nullable Long recoverySessionId;
    private boolean counted;
    private boolean disputed;
    private String policyVersion;
    private @Nullable Integer escalationLevel;
    private @Nullable String resolver;
    private EscalationTable.@Nullable Priority priority;
    private @Nullable Instant firedAt;
    private @Nullable Instant routedAt;
    private @Nullable Instant actBy;
    private @Nullable Instant heldBy;
    private @Nullable Long resolutionSessionId;
    private Instant openedAt;
    private @Nullable Instant closedAt;
    private @Nullable String closeReason;

    @SuppressWarnings("NullAway.Init")
    MissedCase() {}

    private MissedCase(
            long agreementId,
            Parties parties,
            CaseMode mode,
            CaseState state,
            LocalDate initialMissedOn,
            Instant heldCountsFrom,
            String policyVersion,
            Instant now) {
        this.agreementId = agreementId;
        this.openMarker = agreementId;
        this.supervisor = parties.supervisor();
        this.supervisee = parties.supervisee();
        this.mode = mode;
        this.state = state;
        this.initialMissedOn = initialMissedOn;
        this.heldCountsFrom = heldCountsFrom;
        this.policyVersion = policyVersion;
        this.openedAt = now;
        this.counted = mode == CaseMode.MISSED;
    }

    /** A case of a session that was missed, or cancelled for an exceptional reason. */
    static MissedCase ofSession(
            long agreementId,
            Parties parties,
            CaseMode mode,
            long sessionId,
            LocalDate slotOn,
            Instant slotStart,
            Deadlines deadlines,
            String policyVersion,
            Instant now) {
        MissedCase missed = new MissedCase(
                agreementId, parties, mode, CaseState.SEEKING_DATE, slotOn, slotStart, policyVersion, now);
        missed.firstSessionId = sessionId;
        missed.rebookBy = deadlines.rebookBy();
        missed.reportDeadline = deadlines.reportDeadline();
        return missed;
    }

    /** A case of an interval that was not kept; it starts with the line manager. */
    static MissedCase ofInterval(
            long agreementId,
            Parties parties,
            LocalDate owedBy,
            Instant heldCountsFrom,
            String policyVersion,
            Instant now) {
        return new MissedCase(
                agreementId, parties, CaseMode.INTERVAL, CaseState.WITH_LM, owedBy, heldCountsFrom, policyVersion, now);
    }

    /**
     * The deadlines of a case, both 24:00 London of their day.
     *
     * @param rebookBy by when a new date is agreed
     * @param reportDeadline by when both have reported: within two weeks of the initial missed session
     */
    record Deadlines(Instant rebookBy, Instant reportDeadline) {}

    /** The business key of the case with this row id, such as {@code MC-000012}. */
    public static String keyOf(long id) {
        return "MC-%06d".formatted(id);
    }

    /** Whether this is a case's business key. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /**
     * The row id in a case's business key.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long idOf(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No case's key: " + key);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The row id of a stored case. */
    public long id() {
        return Objects.requireNonNull(id, "The case is not stored yet");
    }

    /** The business key, such as {@code MC-000012}. */
    public String key() {
        return keyOf(id());
    }

    public long agreementId() {
        return agreementId;
    }

    /** The two people, as they were when it opened. */
    public Parties parties() {
        return new Parties(supervisor, supervisee);
    }

    public CaseMode mode() {
        return mode;
    }

    public CaseState state() {
        return state;
    }

    /** Whether it still waits for a held session. */
    public boolean open() {
        return !state.isClosed();
    }

    /** The session that brought it about; empty for an interval breach. */
    public Optional<Long> firstSessionId() {
        return Optional.ofNullable(firstSessionId);
    }

    /** The London date of the slot that failed first, or the day by whose end a session was owed. */
    public LocalDate initialMissedOn() {
        return initialMissedOn;
    }

    /** By when a new date is to be agreed; empty for an interval breach. */
    public Optional<Instant> rebookBy() {
        return Optional.ofNullable(rebookBy);
    }

    /** By when both have reported to the line manager (B8); empty for an interval breach. */
    public Optional<Instant> reportDeadline() {
        return Optional.ofNullable(reportDeadline);
    }

    /** When the reports fall due: at once after a further miss (E1), otherwise at the deadline. */
    public Optional<Instant> reportsDueAt() {
        return Optional.ofNullable(reportsDueAt).or(this::reportDeadline);
    }

    public Optional<Long> recoverySessionId() {
        return Optional.ofNullable(recoverySessionId);
    }

    /** Whether it counts as a missed session in reports and in the repeat rule. */
    public boolean isCounted() {
        return counted;
    }

    /** Whether the two disagree on whether the session was held (E8). */
    public boolean isDisputed() {
        return disputed;
    }

    /** The version of the policy that it goes by to its end (E26). */
    public String policyVersion() {
        return policyVersion;
    }

    /** How far up it has gone, see {@link Level}; empty while no manager has it. */
    public Optional<Integer> escalationLevel() {
        return Optional.ofNullable(escalationLevel);
    }

    /** The user id of the manager who has it. */
    public Optional<String> resolver() {
        return Optional.ofNullable(resolver);
    }

    /** The priority of the manager's task, from the decision table. */
    public Optional<EscalationTable.Priority> priority() {
        return Optional.ofNullable(priority);
    }

    /** When the escalation was really raised, which may be later than the deadline (E25). */
    public Optional<Instant> firedAt() {
        return Optional.ofNullable(firedAt);
    }

    /** When the present manager got it. */
    public Optional<Instant> routedAt() {
        return Optional.ofNullable(routedAt);
    }

    /** By when the present manager decides. */
    public Optional<Instant> actBy() {
        return Optional.ofNullable(actBy);
    }

    /** By when the session that a manager fixed is held. */
    public Optional<Instant> heldBy() {
        return Optional.ofNullable(heldBy);
    }

    public Optional<Long> resolutionSessionId() {
        return Optional.ofNullable(resolutionSessionId);
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    /** Why the agreement ended, where that closed the case. */
    public Optional<String> closeReason() {
        return Optional.ofNullable(closeReason);
    }

    /** Whether a session held from this moment on closes it; a session booked to recover it always does. */
    boolean isRecoveredBy(long sessionId, Instant heldAt) {
        return Objects.equals(recoverySessionId, sessionId)
                || Objects.equals(resolutionSessionId, sessionId)
                || !heldAt.isBefore(heldCountsFrom);
    }

    void rebooked(long sessionId) {
        requireOpen();
        recoverySessionId = sessionId;
        if (state.isRecovering()) {
            state = CaseState.REBOOKED;
        }
    }

    /** A cancelled session for which no new date was found counts as missed from now on, with the same anchor (E10). */
    void becomeMissed() {
        requireOpen();
        if (mode == CaseMode.CANCELLED) {
            mode = CaseMode.MISSED;
            counted = true;
        }
    }

    void reportsFallDueBy(Instant due) {
        requireOpen();
        reportsDueAt = reportDeadline == null || due.isBefore(reportDeadline) ? due : reportDeadline;
    }

    void moveReportDeadline(Instant deadline) {
        requireOpen();
        reportDeadline = deadline;
    }

    void reportsAsked() {
        requireOpen();
        becomeMissed();
        if (state.isRecovering()) {
            state = CaseState.REPORT_DUE;
        }
    }

    /** Raises the escalation, once. Answers whether this was the first time. */
    boolean escalate(Instant now) {
        requireOpen();
        if (firedAt != null) {
            return false;
        }
        firedAt = now;
        escalationLevel = Level.LINE_MANAGER;
        return true;
    }

    void routed(
            int level,
            CaseState withWhom,
            String manager,
            EscalationTable.Priority taskPriority,
            Instant now,
            Instant newActBy) {
        requireOpen();
        escalationLevel = level;
        state = withWhom;
        resolver = manager;
        priority = taskPriority;
        routedAt = now;
        actBy = newActBy;
        heldBy = null;
    }

    /** Another manager has it from now on, at the same level and with the same dates. */
    void givenTo(String manager) {
        requireOpen();
        resolver = manager;
    }

    void escalateFurther() {
        requireOpen();
        escalationLevel = Level.above(escalationLevel().orElse(Level.LINE_MANAGER));
        heldBy = null;
        resolutionSessionId = null;
    }

    void sessionFixed(long sessionId, Instant newHeldBy) {
        requireOpen();
        resolutionSessionId = sessionId;
        heldBy = newHeldBy;
    }

    /** Another agreement takes the place of the one that it arose under; its anchor and deadlines stay (E16, E17). */
    void transfer(long newAgreementId, Parties parties) {
        requireOpen();
        agreementId = newAgreementId;
        openMarker = newAgreementId;
        supervisor = parties.supervisor();
        supervisee = parties.supervisee();
    }

    void dispute(boolean isDisputed) {
        requireOpen();
        disputed = isDisputed;
    }

    void close(CaseState end, Instant now, @Nullable String reason) {
        requireOpen();
        if (!end.isClosed()) {
            throw new IllegalArgumentException(end + " does not close a case");
        }
        state = end;
        closedAt = now;
        closeReason = reason;
        openMarker = null;
        if (end == CaseState.HELD_LATE_RECORDED || end == CaseState.CLOSED_VOID) {
            counted = false;
        }
        if (end == CaseState.HELD_LATE_RECORDED) {
            disputed = false;
        }
    }

    private void requireOpen() {
        if (state.isClosed()) {
            throw new IllegalStateException(key() + " is closed");
        }
    }
}
