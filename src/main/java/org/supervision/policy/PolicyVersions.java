package org.supervision.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.supervision.persistence.Documents;
import org.supervision.policy.PolicyVersion.Status;

/** The tables of what was changed on the pages of the policy and of the closure days. */
@Repository
class PolicyVersions {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    PolicyVersions(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Them all, the newest first. */
    List<PolicyVersion> all() {
        return jdbc.sql("select * from policy_version order by id desc")
                .query(PolicyVersions::version)
                .list();
    }

    /** Those that hold from their day on, in its order. */
    List<PolicyVersion> approved() {
        return jdbc.sql("select * from policy_version where status = 'APPROVED' order by from_on, id")
                .query(PolicyVersions::version)
                .list();
    }

    Optional<PolicyVersion> find(long id) {
        return jdbc.sql("select * from policy_version where id = :id")
                .param("id", id)
                .query(PolicyVersions::version)
                .optional();
    }

    void add(String profile, LocalDate from, Map<String, String> changes, String reason, String by, Instant at) {
        String text = Documents.write(changes);
        jdbc.sql(
                        "insert into policy_version (profile, from_on, changes, reason, status, proposed_by, proposed_at, open_hash)"
                                + " values (:profile, :from, :changes, :reason, 'PROPOSED', :by, :at, :hash)")
                .param("hash", Documents.sha256(String.join("\n", profile, from.toString(), by, text)))
                .param("profile", profile)
                .param("from", from)
                .param("changes", text)
                .param("reason", reason)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether it was open until now. */
    boolean decide(long id, Status status, String by, Instant at, @Nullable String reason) {
        return jdbc.sql("update policy_version set status = :status, decided_by = :by, decided_at = :at,"
                                + " decision_reason = :reason, open_hash = null where id = :id and status = 'PROPOSED'")
                        .param("id", id)
                        .param("status", status.name())
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("reason", reason)
                        .update()
                == 1;
    }

    /** The closure days that were added and not removed, in order. */
    List<ClosureDay> closureDays() {
        return jdbc.sql("select * from closure_day where removed_at is null order by closed_on, id")
                .query((row, number) -> new ClosureDay(
                        row.getLong("id"),
                        row.getObject("closed_on", LocalDate.class),
                        row.getString("name"),
                        row.getString("added_by"),
                        row.getObject("added_at", OffsetDateTime.class).toInstant(),
                        row.getObject("tasks_moved", Integer.class),
                        row.getInt("parts"),
                        row.getInt("parts_done")))
                .list();
    }

    /** Whether open deadlines were counted anew with this day off, even if it was removed since. */
    boolean wasRecounted(LocalDate day) {
        return jdbc.sql("select exists (select 1 from closure_day where closed_on = :day and tasks_moved is not null)")
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /**
     * Adds a closure day.
     *
     * @param anew whether open deadlines are counted anew with it off
     * @return its row id
     */
    long addClosureDay(LocalDate day, String name, String by, Instant at, boolean anew) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into closure_day (closed_on, standing_on, name, added_by, added_at, tasks_moved)"
                        + " values (:day, :day, :name, :by, :at, :moved)")
                .param("moved", anew ? 0 : null, Types.INTEGER)
                .param("day", day)
                .param("name", name)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey(), "The database made no key").longValue();
    }

    /** What follows from a closure day is to be done in these parts. */
    void addParts(long id, List<Slice> slices) {
        batches.batchUpdate(
                "insert into closure_day_part (closure_day_id, part, slice) values (:id, :part, :slice)",
                IntStream.range(0, slices.size())
                        .mapToObj(i -> new MapSqlParameterSource("id", id)
                                .addValue("part", i + 1)
                                .addValue("slice", slices.get(i).words()))
                        .toArray(SqlParameterSource[]::new));
        jdbc.sql("update closure_day set parts = :parts where id = :id")
                .param("id", id)
                .param("parts", slices.size())
                .update();
    }

    /** The lanes, of so many, with parts that are still to be done, from 1 on. */
    List<Integer> lanesLeft(long id, int lanes) {
        return jdbc.sql("select distinct mod(part - 1, :lanes) + 1 from closure_day_part where closure_day_id = :id"
                        + " order by 1")
                .param("id", id)
                .param("lanes", lanes)
                .query(Integer.class)
                .list();
    }

    /** The numbers of the parts in a lane that are still to be done, in order. */
    List<Integer> partsLeft(long id, int lane, int lanes) {
        return jdbc.sql(
                        "select part from closure_day_part where closure_day_id = :id and mod(part - 1, :lanes) + 1 = :lane"
                                + " order by part")
                .param("id", id)
                .param("lane", lane)
                .param("lanes", lanes)
                .query(Integer.class)
                .list();
    }

    /** One of these parts, which is then no longer to be done; nothing where it is done already. */
    Optional<Slice> takePart(long id, int part) {
        Optional<String> slice = jdbc.sql(
                        "select slice from closure_day_part where closure_day_id = :id and part = :part for update")
                .param("id", id)
                .param("part", part)
                .query(String.class)
                .optional();
        jdbc.sql("delete from closure_day_part where closure_day_id = :id and part = :part")
                .param("id", id)
                .param("part", part)
                .update();
        return slice.map(Slice::parse);
    }

    /** A part is done, and so many tasks have got another due date by it. */
    void partDone(long id, int tasks) {
        moved(id, tasks);
        jdbc.sql("update closure_day set parts_done = parts_done + 1 where id = :id")
                .param("id", id)
                .update();
    }

    /** So many tasks more have got another due date. */
    void moved(long id, int tasks) {
        jdbc.sql("update closure_day set tasks_moved = tasks_moved + :tasks where id = :id")
                .param("id", id)
                .param("tasks", tasks)
                .update();
    }

    void removeClosureDay(long id, String by, Instant at) {
        jdbc.sql("update closure_day set removed_by = :by, removed_at = :at, standing_on = null"
                        + " where id = :id and removed_at is null")
                .param("id", id)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static PolicyVersion version(ResultSet row, int number) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        Map<String, String> changes = new HashMap<>();
        Documents.read(row.getString("changes"), Map.class)
                .forEach((key, value) -> changes.put(String.valueOf(key), String.valueOf(value)));
        return new PolicyVersion(
                row.getLong("id"),
                row.getString("profile"),
                row.getObject("from_on", LocalDate.class),
                changes,
                row.getString("reason"),
                Status.valueOf(row.getString("status")),
                row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString("decision_reason"));
    }
}
