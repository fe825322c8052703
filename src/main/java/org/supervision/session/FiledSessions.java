package org.supervision.session;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the file of a relationship says of its sessions beside the sessions themselves: days, people and counts, never what
 * anybody wrote. One statement a kind of fact, however many sessions there are, and nothing is decrypted (B6).
 */
@Service
@Transactional(readOnly = true)
public class FiledSessions {

    private static final String OF_THE_AGREEMENT =
            " where session_id in (select id from supervision_session where agreement_id = :agreement) ";

    private final JdbcClient jdbc;
    private final SupervisionRecordRepository records;

    FiledSessions(JdbcClient jdbc, SupervisionRecordRepository records) {
        this.jdbc = jdbc;
        this.records = records;
    }

    /** One rearrangement of a session: from when to when. */
    public record Move(Instant from, Instant to) {}

    /** That somebody signed a version of a session's record. */
    public record Signed(String signer, int version, Instant at) {}

    /**
     * What there is of a session.
     *
     * @param moves its rearrangements, in order
     * @param cases how many cases it discussed
     * @param record where its record stands; null where it was not held
     * @param distributed the latest version of its record that both can open; 0 before the first
     * @param signed who signed which version, in order
     */
    public record Filed(
            List<Move> moves, int cases, @Nullable SupervisionRecord record, int distributed, List<Signed> signed) {}

    /** What there is of each session of an agreement, by the session's row id. */
    public LongFunction<Filed> of(long agreementId) {
        Map<Long, List<Move>> moves = bySession(
                agreementId,
                "select session_id, from_start_at, to_start_at from session_move" + OF_THE_AGREEMENT + "order by id",
                (row, number) -> new Move(instant(row, "from_start_at"), instant(row, "to_start_at")));
        Map<Long, List<Integer>> cases = bySession(
                agreementId,
                "select session_id, count(*) as cases from session_case" + OF_THE_AGREEMENT + "group by session_id",
                (row, number) -> row.getInt("cases"));
        Map<Long, List<Integer>> distributed = bySession(
                agreementId,
                "select session_id, max(version_number) as version from record_distribution" + OF_THE_AGREEMENT
                        + "group by session_id",
                (row, number) -> row.getInt("version"));
        Map<Long, List<Signed>> signed = bySession(
                agreementId,
                "select session_id, signer, version_number, signed_at from record_signature" + OF_THE_AGREEMENT
                        + "and decision <> 'RETURN' order by id",
                (row, number) ->
                        new Signed(row.getString("signer"), row.getInt("version_number"), instant(row, "signed_at")));
        Map<Long, SupervisionRecord> written = records.findByAgreementId(agreementId).stream()
                .collect(Collectors.toMap(SupervisionRecord::sessionId, Function.identity()));
        return session -> new Filed(
                moves.getOrDefault(session, List.of()),
                cases.getOrDefault(session, List.of(0)).get(0),
                written.get(session),
                distributed.getOrDefault(session, List.of(0)).get(0),
                signed.getOrDefault(session, List.of()));
    }

    private <T> Map<Long, List<T>> bySession(long agreementId, String sql, RowMapper<T> rows) {
        return jdbc
                .sql(sql)
                .param("agreement", agreementId)
                .query((row, number) -> Map.entry(row.getLong("session_id"), rows.mapRow(row, number)))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
