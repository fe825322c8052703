package org.supervision.retention;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/** What is kept whatever the retention rules say (B6). Each hold stands by itself: a file is held until all are lifted. */
@Service
@Transactional
public class LegalHolds {

    private final LegalHoldRepository holds;
    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    LegalHolds(LegalHoldRepository holds, JdbcClient jdbc, WorkingCalendar calendar) {
        this.holds = holds;
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /**
     * Holds an agreement's file. Does nothing where the same person holds it for the same reason already.
     *
     * @param by user id
     * @throws NoSuchAgreementException if there is none of this id, for instance because its file was disposed of
     */
    public LegalHold set(long agreementId, String by, String reason) {
        lock(agreementId);
        return holds.findByLiftedAtIsNull().stream()
                .filter(hold -> hold.agreementId() == agreementId
                        && hold.disclosureId() == null
                        && hold.setBy().equals(by)
                        && reason.equals(hold.reason()))
                .findFirst()
                .orElseGet(() -> holds.save(
                        new LegalHold(null, agreementId, null, by, calendar.now(), reason, null, null, null)));
    }

    /** Holds an agreement's file for a disclosure, which says why. */
    public LegalHold setFor(long disclosureId, long agreementId, String by) {
        lock(agreementId);
        return holds.save(new LegalHold(null, agreementId, disclosureId, by, calendar.now(), null, null, null, null));
    }

    /**
     * Lifts a hold. Does nothing where it was lifted before.
     *
     * @return whether there is such a hold
     */
    public boolean lift(long holdId, String by, String reason) {
        return holds.findById(holdId)
                .map(hold -> hold.stands() ? holds.save(hold.lifted(by, calendar.now(), reason)) : hold)
                .isPresent();
    }

    /** Whether anything holds this agreement's file. */
    @Transactional(readOnly = true)
    public boolean isHeld(long agreementId) {
        return holds.existsByAgreementIdAndLiftedAtIsNull(agreementId);
    }

    /** Row ids of the agreements whose files are held. */
    @Transactional(readOnly = true)
    public Set<Long> held() {
        return holds.findByLiftedAtIsNull().stream().map(LegalHold::agreementId).collect(Collectors.toSet());
    }

    /** All of them, the latest first, lifted ones too. */
    @Transactional(readOnly = true)
    public List<LegalHold> all() {
        return holds.findAllByOrderByIdDesc();
    }

    /** So that a file is either held or disposed of. */
    private void lock(long agreementId) {
        boolean known = jdbc.sql("select id from agreement where id = :id for update")
                .param("id", agreementId)
                .query(Long.class)
                .optional()
                .isPresent();
        if (!known) {
            throw new NoSuchAgreementException(agreementId);
        }
    }

    /** There is no agreement of this id. */
    public static final class NoSuchAgreementException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoSuchAgreementException(long agreementId) {
            super("No agreement " + agreementId);
        }
    }
}
