package org.supervision.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That somebody outside may read something for a while.
 *
 * @param id the row id
 * @param viewer user id of who may read, and nobody else
 * @param basis why
 * @param reference what it came of, such as {@code DI-000004}
 * @param fromOn first London date
 * @param untilOn last London date
 * @param noticeOn London date from which the parties see what was read under it; null: at once (A6.3)
 * @param grantedBy user id of who authorised it
 * @param endedAt when it was revoked or ran out; null before
 * @param endedBy user id of who revoked it; null where nobody did
 * @param scopes what it is about
 */
public record AccessGrant(
        long id,
        String viewer,
        GrantBasis basis,
        String reference,
        LocalDate fromOn,
        LocalDate untilOn,
        @Nullable LocalDate noticeOn,
        String grantedBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        List<Scope> scopes) {

    public AccessGrant {
        scopes = List.copyOf(scopes);
    }

    /**
     * What a grant is about.
     *
     * @param key the thing's own key, or an agreement's ({@code AG-000123}) for everything of the kind under it
     */
    public record Scope(ContentKind kind, String key) {

        boolean covers(Content content, Relation relation) {
            return kind == content.kind() && (key.equals(content.key()) || key.equals(relation.agreementKey()));
        }
    }

    AccessGrant about(List<Scope> newScopes) {
        return new AccessGrant(
                id, viewer, basis, reference, fromOn, untilOn, noticeOn, grantedBy, endedAt, endedBy, newScopes);
    }

    boolean covers(Content content, Relation relation) {
        return scopes.stream().anyMatch(scope -> scope.covers(content, relation));
    }

    /** Whoever answers a request for somebody's own data reads them there and nowhere else (C32). */
    boolean allows(Route route) {
        return basis != GrantBasis.SUBJECT_ACCESS || route == Route.EXPORT || route == Route.DOWNLOAD;
    }

    /** Whether it holds on this London date. */
    public boolean holdsOn(LocalDate day) {
        return endedAt == null && !day.isBefore(fromOn) && !day.isAfter(untilOn);
    }

    boolean isToCome(LocalDate day) {
        return endedAt == null && day.isBefore(fromOn);
    }
}
