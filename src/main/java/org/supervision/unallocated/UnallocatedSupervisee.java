package org.supervision.unallocated;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * That somebody has no supervisor (B8). There is one open at a time for a supervisee; it closes only when an active
 * supervisor has accepted and a session is booked, or no supervision is owed any more. All days are London dates.
 */
@Table("unallocated_supervisee")
public class UnallocatedSupervisee {

    private static final Pattern KEY = Pattern.compile("UA-(\\d{6,18})");

    @Id
    private @Nullable Long id;

    /** Guards against two changes at once. */
    @Version
    private int rowVersion;

    private String supervisee;

    /** The supervisee while it is open, unique; null once it is closed. */
    @SuppressWarnings("UnusedVariable") // the database reads it
    private @Nullable String openFor;

    private @Nullable Long agreementId;
    private @Nullable String former;
    private Reason reason;
    private State state;
    private LocalDate sinceOn;
    private LocalDate interimDueOn;
    private LocalDate permanentDueOn;
    private @Nullable String interim;
    private @Nullable Instant firstStartAt;
    private @Nullable LocalDate acceptBy;

    @SuppressWarnings("unused") // for whoever looks at the row
    private @Nullable Instant interimAcceptedAt;

    private @Nullable String decider;
    private @Nullable LocalDate decideBy;
    private @Nullable Instant allocationPlannedAt;
    private @Nullable String allocated;
    private @Nullable Instant acceptedAt;

    @SuppressWarnings("unused") // for whoever looks at the row
    private Instant openedAt;

    private @Nullable Instant closedAt;

    /** Why there is no supervisor. */
    public enum Reason {
        /** The agreement's supervisor has gone and nobody follows. */
        LOST,
        /** The agreement's supervisor is away for longer than somebody may be without one. */
        LONG_ABSENT,
        /** There is no agreement, and no line manager who could make one. */
        NO_LINE_MANAGER
    }

    /** How far it is. */
    public enum State {
        /** A manager looks for an interim supervisor. */
        INTERIM_WANTED(true),
        /** Somebody is asked. */
        INTERIM_ASKED(true),
        /** Somebody has accepted for the time being. */
        INTERIM(true),
        /** A supervisor has accepted and a session is booked. */
        ALLOCATED(false),
        /** The supervisor is back. */
        RETURNED(false),
        /** No supervision is owed any more: the supervisee has left, or the agreement has ended or is suspended. */
        NOT_NEEDED(false);

        private final boolean open;

        State(boolean open) {
            this.open = open;
        }
    }

    /**
     * By when what is to be done.
     *
     * @param since since when there has been no supervisor
     * @param interimDue by when there is an interim one
     * @param permanentDue by when there is a permanent one
     */
    record Deadlines(LocalDate since, LocalDate interimDue, LocalDate permanentDue) {}

    @SuppressWarnings("NullAway.Init")
    UnallocatedSupervisee() {}

    UnallocatedSupervisee(
            Reason reason,
            String supervisee,
            @Nullable Long agreementId,
            @Nullable String former,
            Deadlines deadlines,
            Instant now) {
        this.reason = reason;
        this.supervisee = supervisee;
        this.openFor = supervisee;
        this.agreementId = agreementId;
        this.former = former;
        this.state = State.INTERIM_WANTED;
        this.sinceOn = deadlines.since();
        this.interimDueOn = deadlines.interimDue();
        this.permanentDueOn = deadlines.permanentDue();
        this.openedAt = now;
    }

    /** Whether this is the key of a supervisee without a supervisor. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /**
     * The row id in a key.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long idOf(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No unallocated supervisee's key: " + key);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The row id of a stored one. */
    public long requireId() {
        return Objects.requireNonNull(id, "It is not stored yet");
    }

    /** How often it was stored before this. */
    int rowVersion() {
        return rowVersion;
    }

    /** The business key, such as {@code UA-000012}. */
    public String key() {
        return "UA-%06d".formatted(requireId());
    }

    /** User id. */
    public String supervisee() {
        return supervisee;
    }

    /** Row id of the agreement that lacks its supervisor; empty where there is none. */
    public OptionalLong agreementId() {
        return agreementId == null ? OptionalLong.empty() : OptionalLong.of(agreementId);
    }

    /** User id of the supervisor who has gone, or is away for long; empty where there was none. */
    public Optional<String> former() {
        return Optional.ofNullable(former);
    }

    public Reason reason() {
        return reason;
    }

    public State state() {
        return state;
    }

    /** Whether somebody is still to be found. */
    public boolean isOpen() {
        return state.open;
    }

    /** Since when there has been no supervisor. */
    public LocalDate sinceOn() {
        return sinceOn;
    }

    /** By when, at the end of this day, there is an interim supervisor. */
    public LocalDate interimDueOn() {
        return interimDueOn;
    }

    /** By when, at the end of this day, there is a permanent supervisor. */
    public LocalDate permanentDueOn() {
        return permanentDueOn;
    }

    /** User id of who is asked, or has accepted, to supervise for the time being. */
    public Optional<String> interim() {
        return Optional.ofNullable(interim);
    }

    /** When the first session with the interim supervisor is to be; empty where the next one that is booked will do. */
    public Optional<Instant> firstStartAt() {
        return Optional.ofNullable(firstStartAt);
    }

    /** By when, at the end of this day, whoever is asked answers. */
    public LocalDate requireAcceptBy() {
        return Objects.requireNonNull(acceptBy, "Nobody is asked");
    }

    /** User id of who supervises for the time being. */
    public Optional<String> acceptedInterim() {
        return state == State.INTERIM ? interim() : Optional.empty();
    }

    /** User id of the manager who is to allocate a supervisor; empty before it is referred. */
    public Optional<String> decider() {
        return Optional.ofNullable(decider);
    }

    /** By when, at the end of this day, that manager has. */
    public LocalDate requireDecideBy() {
        return Objects.requireNonNull(decideBy, "It is not referred");
    }

    /** Whether that manager has planned who follows. */
    public boolean isAllocationPlanned() {
        return allocationPlannedAt != null;
    }

    /** User id of the supervisor who has accepted. */
    public Optional<String> allocated() {
        return Optional.ofNullable(allocated);
    }

    /** When that one had; null before. */
    public @Nullable Instant acceptedAt() {
        return acceptedAt;
    }

    /** When it closed; null before. */
    public @Nullable Instant closedAt() {
        return closedAt;
    }

    void under(long newAgreementId) {
        requireOpen();
        agreementId = newAgreementId;
    }

    void asking(String person, @Nullable Instant start, LocalDate answerBy) {
        requireOpen();
        state = State.INTERIM_ASKED;
        interim = person;
        firstStartAt = start;
        acceptBy = answerBy;
    }

    void interimAccepted(@Nullable Instant start, Instant now) {
        if (state != State.INTERIM_ASKED) {
            throw new IllegalStateException(key() + " asks nobody");
        }
        state = State.INTERIM;
        firstStartAt = start;
        interimAcceptedAt = now;
    }

    void withoutInterim() {
        requireOpen();
        state = State.INTERIM_WANTED;
        interim = null;
        firstStartAt = null;
        acceptBy = null;
        interimAcceptedAt = null;
    }

    void referredTo(String manager, LocalDate by) {
        requireOpen();
        decider = manager;
        decideBy = by;
        allocationPlannedAt = null;
    }

    void allocationPlanned(Instant now) {
        requireOpen();
        allocationPlannedAt = now;
    }

    void allocationFailed() {
        allocationPlannedAt = null;
    }

    void accepted(String supervisor, Instant now) {
        requireOpen();
        allocated = supervisor;
        acceptedAt = now;
    }

    void close(State end, Instant now) {
        requireOpen();
        if (end.open) {
            throw new IllegalArgumentException(end + " is no end");
        }
        state = end;
        closedAt = now;
        openFor = null;
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new IllegalStateException(key() + " is closed");
        }
    }
}
