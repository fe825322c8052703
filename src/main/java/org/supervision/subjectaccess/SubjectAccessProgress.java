package org.supervision.subjectaccess;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a request for somebody's own data stands, and since when. Days are London dates.
 *
 * @param dueOn when it is answered
 * @param extendedAt when it was put off; null where it was not
 * @param overdueAt when somebody was told that it is late
 * @param downloadUntil last day of the download
 * @param closedAt when the download ended, or when it was settled that there is none
 */
record SubjectAccessProgress(
        SubjectAccessState state,
        @Nullable LocalDate dueOn,
        @Nullable Instant extendedAt,
        @Nullable Instant overdueAt,
        @Nullable Instant releasedAt,
        @Nullable LocalDate downloadUntil,
        @Nullable Instant closedAt) {

    static final SubjectAccessProgress BEGUN =
            new SubjectAccessProgress(SubjectAccessState.DRAFT, null, null, null, null, null, null);

    SubjectAccessProgress opened(LocalDate newDueOn) {
        return new SubjectAccessProgress(
                SubjectAccessState.OPEN, newDueOn, extendedAt, overdueAt, releasedAt, downloadUntil, closedAt);
    }

    SubjectAccessProgress extended(LocalDate newDueOn, Instant at) {
        return new SubjectAccessProgress(state, newDueOn, at, overdueAt, releasedAt, downloadUntil, closedAt);
    }

    SubjectAccessProgress overdue(Instant at) {
        return new SubjectAccessProgress(state, dueOn, extendedAt, at, releasedAt, downloadUntil, closedAt);
    }

    SubjectAccessProgress released(Instant at, LocalDate until) {
        return new SubjectAccessProgress(
                SubjectAccessState.RELEASED, dueOn, extendedAt, overdueAt, at, until, closedAt);
    }

    SubjectAccessProgress closed(SubjectAccessState newState, Instant at) {
        return new SubjectAccessProgress(newState, dueOn, extendedAt, overdueAt, releasedAt, downloadUntil, at);
    }
}
