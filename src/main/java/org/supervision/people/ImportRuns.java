package org.supervision.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.PeopleImported.Move;

/**
 * Sees that what follows from an import is set up: at once where it concerns few people, otherwise in parts, each in a
 * transaction of its own, so that thousands hold up nobody and nothing of what is done is lost (ADR 25).
 */
@Component
@Transactional
public class ImportRuns {

    private static final String RUNS = "select i.*, (select count(*) from people_import_entry e"
            + " where e.import_id = i.id and e.set_up_at is not null) as set_up from people_import i ";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final PeopleProperties properties;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    ImportRuns(
            JdbcClient jdbc,
            NamedParameterJdbcTemplate batches,
            PeopleProperties properties,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.properties = properties;
        this.calendar = calendar;
        this.events = events;
    }

    /** What follows for somebody. */
    private record Concerned(
            String userId,
            int part,
            boolean arriving,
            @Nullable Move move,
            boolean leaving,
            boolean away) {}

    /**
     * Sets up what follows from what has just been written into the directory, or begins to. Publishes
     * {@link PeopleImported} and {@link DirectoryChanged}, or {@link ImportBegun}.
     *
     * @param by user id; nobody where the file was read at the start
     */
    void begin(PeopleImported imported, ImportPreview preview, @Nullable String by) {
        List<Concerned> concerned = imported.first() ? List.of() : concerned(imported);
        jdbc.sql("delete from people_import_entry where import_id in"
                        + " (select id from people_import where finished_at is not null)")
                .update();
        boolean atOnce = concerned.size() <= properties.atOnce();
        long id = add(preview, concerned.size(), by, atOnce);
        add(id, concerned, atOnce);
        if (atOnce) {
            events.publishEvent(imported);
            events.publishEvent(new DirectoryChanged(imported.effectiveOn(), imported.first()));
        } else {
            events.publishEvent(new ImportBegun(ImportRun.keyOf(id)));
        }
    }

    /** The parts of an import that are not set up yet, by number. */
    @Transactional(readOnly = true)
    public List<Integer> partsLeft(String key) {
        return jdbc.sql("select distinct part from people_import_entry where import_id = :id and set_up_at is null"
                        + " order by part")
                .param("id", ImportRun.idOf(key))
                .query(Integer.class)
                .list();
    }

    /**
     * Sets up what follows for the people of a part. What is set up already stays as it is. Publishes {@link PeopleImported}.
     *
     * @throws NoSuchElementException if there is no such import
     */
    public void setUp(String key, int part) {
        ImportRun run = require(key);
        List<Concerned> concerned = jdbc.sql("select * from people_import_entry where import_id = :id and part = :part"
                        + " and set_up_at is null order by user_id")
                .param("id", run.id())
                .param("part", part)
                .query((row, number) -> concerned(row))
                .list();
        if (concerned.isEmpty()) {
            return;
        }
        events.publishEvent(new PeopleImported(
                run.effectiveOn(),
                false,
                concerned.stream()
                        .filter(Concerned::arriving)
                        .map(Concerned::userId)
                        .toList(),
                concerned.stream().map(Concerned::move).filter(Objects::nonNull).toList(),
                concerned.stream()
                        .filter(Concerned::leaving)
                        .map(Concerned::userId)
                        .toList(),
                concerned.stream()
                        .filter(Concerned::away)
                        .map(Concerned::userId)
                        .toList()));
        jdbc.sql("update people_import_entry set set_up_at = :now where import_id = :id and part = :part")
                .param("now", now())
                .param("id", run.id())
                .param("part", part)
                .update();
    }

    /**
     * Everybody is set up: looks at the whole directory once. Publishes {@link DirectoryChanged}.
     *
     * @throws NoSuchElementException if there is no such import
     */
    public void finish(String key) {
        ImportRun run = require(key);
        events.publishEvent(new DirectoryChanged(run.effectiveOn(), false));
        jdbc.sql("update people_import set finished_at = :now where id = :id")
                .param("now", now())
                .param("id", run.id())
                .update();
    }

    /** The import with this key. */
    @Transactional(readOnly = true)
    public Optional<ImportRun> find(String key) {
        return ImportRun.isKey(key)
                ? jdbc.sql(RUNS + "where i.id = :id")
                        .param("id", ImportRun.idOf(key))
                        .query((row, number) -> run(row))
                        .optional()
                : Optional.empty();
    }

    /** The imports that are not through yet, the earliest first. */
    @Transactional(readOnly = true)
    public List<ImportRun> running() {
        return jdbc.sql(RUNS + "where i.finished_at is null order by i.id")
                .query((row, number) -> run(row))
                .list();
    }

    /** The imports, the latest first. */
    @Transactional(readOnly = true)
    public List<ImportRun> latest(int number) {
        return jdbc.sql(RUNS + "order by i.id desc fetch first " + number + " rows only")
                .query((row, n) -> run(row))
                .list();
    }

    /** User ids of those for whom nothing is set up yet, in order. */
    @Transactional(readOnly = true)
    public List<String> notSetUp(String key) {
        return userIds(key, "set_up_at is null");
    }

    /**
     * User ids of those who came or got another line manager, in order; nobody any more once another import has begun.
     */
    @Transactional(readOnly = true)
    public List<String> newInTheirLine(String key) {
        return userIds(key, "(arriving = true or moving = true)");
    }

    private List<String> userIds(String key, String condition) {
        return jdbc.sql("select user_id from people_import_entry where import_id = :id and " + condition
                        + " order by user_id")
                .param("id", ImportRun.idOf(key))
                .query(String.class)
                .list();
    }

    private ImportRun require(String key) {
        return find(key).orElseThrow(() -> new NoSuchElementException("No import " + key));
    }

    /** Each person once, in parts of as many as are set up at once. */
    private List<Concerned> concerned(PeopleImported imported) {
        Map<String, Move> moves = new LinkedHashMap<>();
        imported.moved().forEach(move -> moves.put(move.userId(), move));
        Set<String> arriving = new HashSet<>(imported.added());
        Set<String> leaving = new HashSet<>(imported.ended());
        Set<String> away = new HashSet<>(imported.away());
        Set<String> everybody = new LinkedHashSet<>(imported.added());
        everybody.addAll(moves.keySet());
        everybody.addAll(imported.ended());
        everybody.addAll(imported.away());
        List<Concerned> concerned = new ArrayList<>();
        for (String userId : everybody) {
            concerned.add(new Concerned(
                    userId,
                    concerned.size() / properties.atOnce() + 1,
                    arriving.contains(userId),
                    moves.get(userId),
                    leaving.contains(userId),
                    away.contains(userId)));
        }
        return concerned;
    }

    private long add(ImportPreview preview, int concerned, @Nullable String by, boolean finished) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql(
                        "insert into people_import (effective_on, imported_by, imported_at, finished_at, added, changed, ended,"
                                + " unchanged, concerned) values (:effectiveOn, :by, :now, :finishedAt, :added, :changed, :ended,"
                                + " :unchanged, :concerned)")
                .param("effectiveOn", preview.effectiveOn())
                .param("by", by)
                .param("now", now())
                .param("finishedAt", finished ? now() : null)
                .param("added", preview.added().size())
                .param("changed", preview.changed().size())
                .param("ended", preview.ended().size())
                .param("unchanged", preview.unchanged())
                .param("concerned", concerned)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey(), "The database made no key").longValue();
    }

    private void add(long id, List<Concerned> concerned, boolean setUp) {
        OffsetDateTime setUpAt = setUp ? now() : null;
        batches.batchUpdate(
                "insert into people_import_entry (import_id, user_id, part, arriving, moving, former_manager, line_manager,"
                        + " leaving, away, set_up_at) values (:id, :userId, :part, :arriving, :moving, :former, :manager,"
                        + " :leaving, :away, :setUpAt)",
                concerned.stream()
                        .map(one -> {
                            Move move = one.move();
                            return new MapSqlParameterSource("id", id)
                                    .addValue("userId", one.userId())
                                    .addValue("part", one.part())
                                    .addValue("arriving", one.arriving())
                                    .addValue("moving", move != null)
                                    .addValue("former", move == null ? null : move.from())
                                    .addValue("manager", move == null ? null : move.to())
                                    .addValue("leaving", one.leaving())
                                    .addValue("away", one.away())
                                    .addValue("setUpAt", setUpAt);
                        })
                        .toArray(SqlParameterSource[]::new));
    }

    private static Concerned concerned(ResultSet row) throws SQLException {
        String userId = row.getString("user_id");
        return new Concerned(
                userId,
                row.getInt("part"),
                row.getBoolean("arriving"),
                row.getBoolean("moving")
                        ? new Move(userId, row.getString("former_manager"), row.getString("line_manager"))
                        : null,
                row.getBoolean("leaving"),
                row.getBoolean("away"));
    }

    private static ImportRun run(ResultSet row) throws SQLException {
        OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
        Instant importedAt = row.getObject("imported_at", OffsetDateTime.class).toInstant();
        int concerned = row.getInt("concerned");
        return new ImportRun(
                row.getLong("id"),
                row.getObject("effective_on", LocalDate.class),
                row.getString("imported_by"),
                importedAt,
                finishedAt == null ? null : finishedAt.toInstant(),
                row.getInt("added"),
                row.getInt("changed"),
                row.getInt("ended"),
                row.getInt("unchanged"),
                concerned,
                finishedAt == null ? row.getInt("set_up") : concerned);
    }

    private OffsetDateTime now() {
        return calendar.now().atOffset(ZoneOffset.UTC);
    }
}
