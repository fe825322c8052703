package org.supervision.missedsession.process;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.supervision.missedsession.CaseTestBed;
import org.supervision.missedsession.MissedCase;
import org.supervision.session.SupervisionSession;

/** What the stories of cases have in common: an agreement in force from Monday 1 February 2027, every four weeks. */
abstract class CaseStory {

    static final String P4 = "missedSessionEscalation";
    static final String P4B = "escalationResolution";
    static final Map<String, Object> REPORT = Map.of("whatHappened", "It fell through twice");

    CaseTestBed bed;
    long agreement;

    abstract ProcessEngine engine();

    @BeforeEach
    void start() {
        begin(new CaseTestBed(engine(), "2027-02-01T09:00"));
    }

    final void begin(CaseTestBed newBed) {
        bed = newBed;
        agreement = bed.agreement("2027-02-01");
    }

    /** Begins anew with some lines of the policy changed. */
    final void restartWithPolicy(String... fromTo) {
        bed.close();
        begin(new CaseTestBed(engine(), "2027-02-01T09:00", CaseTestBed.policy(fromTo)));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    /** A session at this London time that somebody says that evening did not take place. */
    final MissedCase missed(String start) {
        SupervisionSession session = bed.book(agreement, start);
        bed.advanceTo(start.substring(0, 10) + "T17:00");
        bed.miss(session);
        return bed.open(agreement);
    }

    /** The supervisee enters a new date. */
    final SupervisionSession rebook(MissedCase missed, String start) {
        bed.completeAs("worker", "Task_AgreeNewDate", missed, Map.of("decision", "NEW_DATE", "start", start));
        return bed.booked(agreement).stream()
                .filter(session -> session.startAt().equals(CaseTestBed.instant(start)))
                .findFirst()
                .orElseThrow();
    }

    /** The supervisor says that no date can be agreed. */
    final void noDate(MissedCase missed) {
        bed.completeAs(
                "supervisor", "Task_AgreeNewDate", missed, Map.of("decision", "NO_DATE", "reason", "Court all month"));
    }

    final MissedCase now(MissedCase missed) {
        return bed.now(missed);
    }
}
