package org.supervision.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.AccessGrant.Scope;
import org.supervision.calendar.WorkingCalendar;

/**
 * What is shown to somebody outside, for a while: granted by the processes that ask for consent or authority first (A6.2,
 * A6.3, B6). A grant counts by its dates, whether or not anything runs on the day it ends; it is never changed, only ended.
 */
@Service
@Transactional
public class AccessGrants {

    private static final String SELECT = """
            select id, viewer, basis, reference, from_on, until_on, notice_on, granted_by, ended_at, ended_by
              from access_grant
            """;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    AccessGrants(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /**
     * What is to be granted. Dates are London dates, both inclusive.
     *
     * @param noticeOn from when the parties see in the log what was read under it; null: at once
     */
    public record NewGrant(
            String viewer,
            GrantBasis basis,
            String reference,
            LocalDate fromOn,
            LocalDate untilOn,
            @Nullable LocalDate noticeOn,
            String grantedBy,
            List<Scope> scopes) {

        public NewGrant {
            scopes = List.copyOf(scopes);
            if (scopes.isEmpty()) {
                throw new IllegalArgumentException("A grant names what it is about");
            }
            if (untilOn.isBefore(fromOn)) {
                throw new IllegalArgumentException("A grant ends after it begins");
            }
        }
    }

    /** Lets somebody read, and answers the grant's row id. */
    public long grant(NewGrant wanted) {
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into access_grant (viewer, basis, reference, from_on, until_on, notice_on, granted_by, granted_at)
                        values (:viewer, :basis, :reference, :from, :until, :notice, :by, :at)
                        """)
                .param("viewer", wanted.viewer())
                .param("basis", wanted.basis().name())
                .param("reference", wanted.reference())
                .param("from", wanted.fromOn())
                .param("until", wanted.untilOn())
                .param("notice", wanted.noticeOn())
                .param("by", wanted.grantedBy())
                .param("at", now())
                .update(key, "id");
        long id = Objects.requireNonNull(key.getKey()).longValue();
        for (Scope scope : wanted.scopes()) {
            jdbc.sql("insert into access_grant_scope (grant_id, kind, business_key) values (:id, :kind, :key)")
                    .param("id", id)
                    .param("kind", scope.kind().name())
                    .param("key", scope.key())
                    .update();
        }
        return id;
    }

    /** Ends a grant at once, as when a consent is withdrawn. Does nothing when it has ended. */
    public void revoke(long grantId, String by) {
        end(grantId, by);
    }

    /**
     * Notes that a grant has run out. Does nothing when it has ended.
     *
     * @throws IllegalStateException on or before its last day
     */
    public void expire(long grantId) {
        if (!require(grantId).untilOn().isBefore(calendar.today())) {
            throw new IllegalStateException("Grant " + grantId + " has not run out");
        }
        end(grantId, null);
    }

    private void end(long grantId, @Nullable String by) {
        jdbc.sql("update access_grant set ended_at = :at, ended_by = :by where id = :id and ended_at is null")
                .param("id", grantId)
                .param("at", now())
                .param("by", by)
                .update();
    }

    /**
     * One grant.
     *
     * @throws NoSuchElementException if there is none of this id
     */
    public AccessGrant require(long grantId) {
        return find(" where id = :id", "id", grantId).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No grant " + grantId));
    }

    /** The grants that came of one thing, such as a disclosure. */
    public List<AccessGrant> of(String reference) {
        return find(" where reference = :reference order by id", "reference", reference);
    }

    List<AccessGrant> to(String viewer) {
        return find(" where viewer = :viewer order by id", "viewer", viewer);
    }

    /**
     * Whoever follows somebody in a task reads what was granted for it, for the rest of the time, and the former no longer.
     *
     * @param reference what the grant came of, such as {@code DI-000004}
     */
    public void passOn(String reference, String from, String to) {
        LocalDate today = calendar.today();
        for (AccessGrant grant : of(reference)) {
            if (grant.viewer().equals(from) && grant.holdsOn(today)) {
                revoke(grant.id(), to);
                grant(new NewGrant(
                        to,
                        grant.basis(),
                        reference,
                        today,
                        grant.untilOn(),
                        grant.noticeOn(),
                        grant.grantedBy(),
                        grant.scopes()));
            }
        }
    }

    private List<AccessGrant> find(String where, String name, Object value) {
        List<AccessGrant> bare = jdbc.sql(SELECT + where)
                .param(name, value)
                .query((row, number) -> grant(row))
                .list();
        if (bare.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Scope>> scopes =
                scopesOf(bare.stream().map(AccessGrant::id).toList());
        return bare.stream()
                .map(grant -> grant.about(scopes.getOrDefault(grant.id(), List.of())))
                .toList();
    }

    private Map<Long, List<Scope>> scopesOf(Collection<Long> grants) {
        return jdbc
                .sql("select grant_id, kind, business_key from access_grant_scope where grant_id in (:grants)")
                .param("grants", grants)
                .query((row, number) -> Map.entry(
                        row.getLong("grant_id"),
                        new Scope(ContentKind.valueOf(row.getString("kind")), row.getString("business_key"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static AccessGrant grant(ResultSet row) throws SQLException {
        return new AccessGrant(
                row.getLong("id"),
                row.getString("viewer"),
                GrantBasis.valueOf(row.getString("basis")),
                row.getString("reference"),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getObject("notice_on", LocalDate.class),
                row.getString("granted_by"),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                row.getString("ended_by"),
                List.of());
    }

    private OffsetDateTime now() {
        return calendar.now().atOffset(ZoneOffset.UTC);
    }
}
