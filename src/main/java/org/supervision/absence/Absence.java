package org.supervision.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * That somebody is away for a time. All dates are London dates.
 *
 * @param id the row id; null before the row exists
 * @param initiator user id of whoever enters it
 * @param status how far it is
 * @param person user id of who is away; null until the form says
 * @param kind the name of an {@link AbsenceKind}, encrypted in its column; null until the form says
 * @param fromOn first day
 * @param untilOn last day; null while it is not known
 * @param deputy user id of whoever acts as manager meanwhile; null where nobody does
 * @param deputyUntil last day on which the deputy acts, where that ends before the absence; null otherwise
 * @param closedAt when it was taken back, or the form turned out to be about another absence
 * @param rowVersion guards against two changes at once
 */
public record Absence(
        @Id @Nullable Long id,
        String initiator,
        Instant createdAt,
        Status status,
        @Nullable String person,
        @Nullable String kind,
        @Nullable LocalDate fromOn,
        @Nullable LocalDate untilOn,
        @Nullable String deputy,
        @Nullable LocalDate deputyUntil,
        @Nullable Instant closedAt,
        @Version int rowVersion) {

    private static final Pattern KEY = Pattern.compile("CO-(\\d{6,18})");

    /** How far an absence is. */
    public enum Status {
        /** Being filled in. */
        ASKED,
        /** Entered: it is to come, lasts or is over. */
        RECORDED,
        /** It is not to count: taken back, or never filled in. */
        WITHDRAWN
    }

    static Absence asked(String initiator, Instant now) {
        return new Absence(null, initiator, now, Status.ASKED, null, null, null, null, null, null, null, 0);
    }

    /** Whether this can be an absence's key. */
    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    static long idOf(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No absence's key: " + key);
        }
        return Long.parseLong(matcher.group(1));
    }

    long requireId() {
        return Objects.requireNonNull(id, "The absence is not stored yet");
    }

    /** The business key, such as {@code CO-000012}. */
    public String key() {
        return "CO-%06d".formatted(requireId());
    }

    /** Who is away. */
    public String requirePerson() {
        return Objects.requireNonNull(person, "The absence names nobody yet");
    }

    /** The first day. */
    public LocalDate requireFrom() {
        return Objects.requireNonNull(fromOn, "The absence has no first day yet");
    }

    /** Whether it counts. */
    public boolean isRecorded() {
        return status == Status.RECORDED;
    }

    /** Whether somebody acts as manager in it, and is to go on. */
    public boolean hasDeputy() {
        return deputy != null && deputyUntil == null;
    }

    /** Whether it counts and its last day is not known. */
    public boolean isOpenEnded() {
        return isRecorded() && untilOn == null;
    }

    /** Whether it counts and its last day is over. */
    public boolean isOver(LocalDate today) {
        return isRecorded() && untilOn != null && untilOn.isBefore(today);
    }

    /** Whether the person is away on this day. */
    public boolean includes(LocalDate day) {
        return isRecorded() && !day.isBefore(requireFrom()) && (untilOn == null || !day.isAfter(untilOn));
    }

    Absence recorded(String who, AbsenceKind why, LocalDate from, @Nullable LocalDate until, @Nullable String acting) {
        return new Absence(
                id,
                initiator,
                createdAt,
                Status.RECORDED,
                who,
                why.name(),
                from,
                until,
                acting,
                null,
                closedAt,
                rowVersion);
    }

    Absence changed(LocalDate from, @Nullable LocalDate until) {
        return new Absence(
                id, initiator, createdAt, status, person, kind, from, until, deputy, deputyUntil, closedAt, rowVersion);
    }

    Absence withDeputy(String acting) {
        return new Absence(
                id, initiator, createdAt, status, person, kind, fromOn, untilOn, acting, null, closedAt, rowVersion);
    }

    /** Nobody acts any more after this day; the rest stays. */
    Absence withDeputyUntil(LocalDate lastDay) {
        return new Absence(
                id, initiator, createdAt, status, person, kind, fromOn, untilOn, deputy, lastDay, closedAt, rowVersion);
    }

    Absence withdrawn(Instant now) {
        return new Absence(
                id,
                initiator,
                createdAt,
                Status.WITHDRAWN,
                person,
                kind,
                fromOn,
                untilOn,
                deputy,
                deputyUntil,
                now,
                rowVersion);
    }
}
