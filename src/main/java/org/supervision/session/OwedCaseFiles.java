package org.supervision.session;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.LineManagement;

/** Case files that still lack what was decided in supervision (B5, F58). */
@Service
@Transactional(readOnly = true)
public class OwedCaseFiles {

    private static final String OWED = """
              from session_case discussed
              join supervision_session session on session.id = discussed.session_id
              join supervision_record record on record.session_id = session.id
              join work_case on work_case.id = discussed.work_case_id
             where discussed.reviewed_on is not null and discussed.file_updated_on is null
            """;

    private final JdbcClient jdbc;
    private final LineManagement line;
    private final WorkingCalendar calendar;

    OwedCaseFiles(JdbcClient jdbc, LineManagement line, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.line = line;
        this.calendar = calendar;
    }

    /**
     * One file that is to be updated.
     *
     * @param sessionCaseId row id of the discussed case
     * @param session the session's key
     * @param dueOn London date by whose end it is due
     * @param daysLate calendar days; 0 where it is not late
     */
    public record Owed(
            long sessionCaseId, String session, String supervisee, String reference, LocalDate dueOn, int daysLate) {

        /** Whether it is late. */
        public boolean isLate() {
            return daysLate > 0;
        }
    }

    /**
     * How many files a supervisor has to update.
     *
     * @param open all of them
     * @param late those that are late
     * @param oldestDueOn London date of the one that was due first
     */
    public record Count(String supervisor, int open, int late, LocalDate oldestDueOn) {}

    /** Those that this supervisor is to update, the oldest first. */
    public List<Owed> of(String supervisor) {
        LocalDate today = calendar.today();
        return jdbc.sql("select discussed.id, session.id as session_id, session.supervisee, work_case.reference,"
                        + " record.case_files_due_on" + OWED
                        + " and session.supervisor = :supervisor order by record.case_files_due_on, discussed.id")
                .param("supervisor", supervisor)
                .query((row, number) -> {
                    LocalDate dueOn = row.getObject("case_files_due_on", LocalDate.class);
                    return new Owed(
                            row.getLong("id"),
                            SupervisionSession.keyOf(row.getLong("session_id")),
                            row.getString("supervisee"),
                            row.getString("reference"),
                            dueOn,
                            Math.toIntExact(Math.max(0, ChronoUnit.DAYS.between(dueOn, today))));
                })
                .list();
    }

    /** How many there are with each supervisor whom this person manages; no references, which are not the manager's to know. */
    public List<Count> countsFor(String lineManager) {
        List<String> supervisors = line.managedBy(lineManager);
        if (supervisors.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select session.supervisor, count(*) as open_files,"
                        + " sum(case when record.case_files_due_on < :today then 1 else 0 end) as late_files,"
                        + " min(record.case_files_due_on) as oldest" + OWED
                        + " and session.supervisor in (:supervisors)"
                        + " group by session.supervisor order by min(record.case_files_due_on), session.supervisor")
                .param("today", calendar.today())
                .param("supervisors", supervisors)
                .query((row, number) -> new Count(
                        row.getString("supervisor"),
                        row.getInt("open_files"),
                        row.getInt("late_files"),
                        row.getObject("oldest", LocalDate.class)))
                .list();
    }
}
