package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.London;
import org.supervision.confidential.TestCipher;
import org.supervision.confidential.TextCipher;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.DemoTest;

/** How often the file of a relationship asks the database. */
@DemoTest
@AsAtTheStart
class FileQueriesTest {

    private static final String SUPERVISEE = "nqsw";

    @Autowired
    private SupervisionFile file;

    @Autowired
    private AgreementService agreements;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TextCipher cipher;

    @Autowired
    private Clock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    @DisplayName("B6: a file of thirty sessions takes no more statements than one of three, and decrypts no case")
    void asksOnceAList() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            Agreement few = withSessions(3);
            Agreement many = withSessions(30);

            List<String> ofFew = statementsOf(few, 3);
            List<String> ofMany = statementsOf(many, 30);

            assertThat(ofMany).isNotEmpty().hasSameSizeAs(ofFew);
            assertThat(ofMany).noneMatch(sql -> sql.contains("file_reference"));
        });
    }

    private List<String> statementsOf(Agreement agreement, int sessions) {
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        ListAppender<ILoggingEvent> statements = new ListAppender<>();
        statements.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(statements);
        try {
            assertThat(file.sessions(agreement, SUPERVISEE))
                    .hasSize(sessions)
                    .allSatisfy(session -> assertThat(session.notes())
                            .contains("1 case discussed")
                            .anyMatch(note -> note.startsWith("Moved from"))
                            .anyMatch(note -> note.startsWith("Record version 1"))
                            .anyMatch(note -> note.startsWith("Signed by"))
                            .anyMatch(note -> note.startsWith("Not signed by")));
            assertThat(file.missed(agreement)).hasSize(sessions);
        } finally {
            logger.detachAppender(statements);
            logger.setLevel(before);
        }
        String own = Thread.currentThread().getName();
        return statements.list.stream()
                .filter(event -> event.getThreadName().equals(own))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.startsWith("Executing prepared SQL statement"))
                .toList();
    }

    /** Sessions that are moved, held, recorded, signed by one, with a case discussed, and each with a miss of its own. */
    private Agreement withSessions(int count) {
        long agreement = insert(
                "agreement (supervisor, supervisee, status, created_at, in_force_on, row_version)"
                        + " values ('supervisor', :supervisee, 'ENDED', :now, :today, 0)",
                Map.of());
        long known = insert(
                "work_case (supervisee, reference, priority, opened_on) values (:supervisee, :reference, false, :today)",
                Map.of("reference", "CS-" + agreement));
        String room = TestCipher.encrypted(
                cipher,
                "supervision_session",
                "location",
                Map.of("agreement_id", agreement, "supervisee", SUPERVISEE),
                "Room 12");
        for (int i = 0; i < count; i++) {
            long session = insert(
                    "supervision_session (agreement_id, supervisor, supervisee, state, start_at, end_at, location, meeting_mode,"
                            + " booked_at, ics_sequence, moves, outcome_declared_at, outcome_presumed, outcome_counts_as_held,"
                            + " row_version) values (:agreement, 'cover', :supervisee, 'HELD', :now, :now, :room, 'FACE_TO_FACE',"
                            + " :now, 1, 1, :now, false, true, 0)",
                    Map.of("agreement", agreement, "room", room));
            for (String row : List.of(
                    "session_move (session_id, from_start_at, to_start_at, moved_by, moved_at)"
                            + " values (:session, :now, :now, 'cover', :now)",
                    "session_case (session_id, work_case_id, first_version, in_depth, priority)"
                            + " values (:session, :known, 1, false, false)",
                    "supervision_record (session_id, author, due_on, case_files_due_on, distributed_at, row_version)"
                            + " values (:session, 'cover', :today, :today, :now, 0)",
                    "record_distribution (session_id, version_number, distributed_at) values (:session, 1, :now)",
                    "record_signature (session_id, version_number, signer, decision, agenda_agreed, content_sha256, signed_at)"
                            + " values (:session, 1, :supervisee, 'SIGN', true, '-', :now)")) {
                insert(row, Map.of("session", session, "known", known));
            }
            long missed = insert(
                    "missed_case (agreement_id, mode, state, supervisor, supervisee, initial_missed_on, held_counts_from,"
                            + " counted, disputed, policy_version, opened_at, row_version) values (:agreement, 'MISSED',"
                            + " 'CLOSED_RECOVERED', 'cover', :supervisee, :today, :now, true, false, 'combined', :now, 0)",
                    Map.of("agreement", agreement));
            insert(
                    "case_event (case_id, kind, happened_at, person) values (:missed, 'ROUTED', :now, 'linemanager')",
                    Map.of("missed", missed));
        }
        return agreements.require(agreement);
    }

    private long insert(String row, Map<String, ?> values) {
        KeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("insert into " + row)
                .param("supervisee", SUPERVISEE)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("today", LocalDate.ofInstant(clock.instant(), London.ZONE))
                .params(values)
                .update(id, "id");
        return id.getKeyAs(Long.class);
    }
}
