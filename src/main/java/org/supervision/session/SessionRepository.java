package org.supervision.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.RowMapper;

interface SessionRepository extends CrudRepository<SupervisionSession, Long> {

    @Query("select * from supervision_session where agreement_id = :agreementId order by start_at")
    List<SupervisionSession> findByAgreementIdOrderByStartAt(long agreementId);

    /** Row ids of all that are booked. */
    @Query("select id from supervision_session where state = 'BOOKED' order by id")
    List<Long> findBooked();

    /** The latest state, which nobody else changes until the transaction ends. */
    @Query("select state from supervision_session where id = :id for update")
    Optional<SessionState> lockState(long id);

    /** Row ids of the agreements in force that have fewer sessions booked after this moment. */
    @Query("""
            select a.id from agreement a
             where a.status = 'IN_FORCE'
               and (select count(*) from supervision_session s
                     where s.agreement_id = a.id and s.state = 'BOOKED' and s.start_at > :after) < :wanted
             order by a.id
            """)
    List<Long> findAgreementsWithFewer(int wanted, Instant after);

    List<SupervisionSession> findByAgreementIdAndStateAndStartAtAfterOrderByStartAt(
            long agreementId, SessionState state, Instant after);

    List<SupervisionSession> findByAgreementIdInAndStateAndStartAtAfterOrderByStartAt(
            Collection<Long> agreementIds, SessionState state, Instant after);

    @Query(
            value = "select agreement_id, max(outcome_actual_start_at) as held_at from supervision_session"
                    + " where agreement_id in (:agreementIds) and outcome_counts_as_held = true group by agreement_id",
            rowMapperClass = LastHeldRow.class)
    List<LastHeld> findLastHeld(Collection<Long> agreementIds);

    @Query("select count(*) from supervision_session where agreement_id = :agreementId and state = 'BOOKED'"
            + " and start_at > :after")
    int countBookedAfter(long agreementId, Instant after);

    @Query("select max(outcome_actual_start_at) from supervision_session where agreement_id = :agreementId"
            + " and outcome_counts_as_held = true")
    Optional<Instant> lastHeldAt(long agreementId);

    @Query("select * from supervision_session where state = 'BOOKED' and start_at > :after"
            + " and (supervisor = :person or supervisee = :person) order by start_at")
    List<SupervisionSession> findFutureWith(String person, Instant after);

    @Query("select * from supervision_session where kind = 'FORMAL' and start_at >= :since"
            + " and (supervisor = :person or supervisee = :person) order by start_at, id")
    List<SupervisionSession> findWithSince(String person, Instant since);

    @Modifying
    @Query("update supervision_session set supervisor = :to, given_at = :at, ics_sequence = ics_sequence + 1,"
            + " row_version = row_version + 1"
            + " where agreement_id = :agreementId and state = 'BOOKED' and supervisor = :from")
    void giveBookedTo(long agreementId, String from, String to, Instant at);

    @Modifying
    @Query("update supervision_record set author = :to, row_version = row_version + 1"
            + " where author = :from and closed_at is null and left_out_at is null and session_id in"
            + " (select id from supervision_session where agreement_id = :agreementId)")
    void giveOpenRecordsTo(long agreementId, String from, String to);

    /** The booked sessions of either person, in whichever part, that overlap a time. */
    @Query("select * from supervision_session where state = 'BOOKED' and start_at < :until and end_at > :since"
            + " and (supervisor in (:people) or supervisee in (:people)) order by start_at")
    List<SupervisionSession> findOverlapping(List<String> people, Instant since, Instant until);

    /** The booked sessions that start in a time, the earliest first, up to so many. */
    @Query("select * from supervision_session where state = 'BOOKED' and start_at >= :since and start_at < :until"
            + " order by start_at, id fetch first :limit rows only")
    List<SupervisionSession> findBookedBetween(Instant since, Instant until, int limit);

    /** How many booked sessions start in a time. */
    @Query(
            "select count(*) from supervision_session where state = 'BOOKED' and start_at >= :since and start_at < :until")
    int countBookedBetween(Instant since, Instant until);

    /** The ids of the booked sessions that start in a time, one of so many each, in order. */
    @Query("select id from (select id, row_number() over (order by id) as place from supervision_session"
            + " where state = 'BOOKED' and start_at >= :since and start_at < :until) numbered"
            + " where mod(place - 1, :size) = 0 order by id")
    List<Long> findEachBookedBetween(Instant since, Instant until, int size);

    /** The booked sessions that start in a time, of those with ids from one to before another. */
    @Query("select * from supervision_session where state = 'BOOKED' and start_at >= :since and start_at < :until"
            + " and id >= :first and id < :end order by id")
    List<SupervisionSession> findBookedBetween(Instant since, Instant until, long first, long end);

    /** When the last session of an agreement was that counts. */
    record LastHeld(long agreementId, Instant heldAt) {}

    /** Reads one. */
    class LastHeldRow implements RowMapper<LastHeld> {

        @Override
        public LastHeld mapRow(ResultSet row, int number) throws SQLException {
            return new LastHeld(
                    row.getLong("agreement_id"),
                    row.getObject("held_at", OffsetDateTime.class).toInstant());
        }
    }
}
