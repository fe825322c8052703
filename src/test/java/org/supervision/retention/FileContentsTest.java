package org.supervision.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.TestDatabase;

/** Of every table it is decided whether its rows go with a file. */
class FileContentsTest {

    /** What stays when files go, or goes by other rules; none holds content of a file. */
    private static final Set<String> STAYS = Set.of(
            // people and demo
            "person",
            "named_deputy",
            // how far what follows from an import is set up; its people go when the next one begins
            "people_import",
            "people_import_entry",
            "demo_clock",
            // who began to log something, and when: no file is known yet
            "consultation",
            // when a person was away, whoever's file it touches
            "absence",
            // under which address somebody's calendar is subscribed to; goes when they leave
            "calendar_address",
            // goes by the purge, or by business key
            "mail",
            "mail_again",
            "reminder_sent",
            "reminder_gathering",
            "task_draft",
            "signature_proof",
            "signature_failure",
            // who is signed in, for hours at most, and wrong passwords
            "spring_session",
            "spring_session_attributes",
            "sign_in_attempt",
            // goes by itself when the request is answered, or its download ends
            "subject_access",
            "subject_access_copy",
            "subject_access_export",
            // evidence: ids, dates and hashes
            "read_log",
            "read_log_head",
            "seal",
            "seal_head",
            "access_grant",
            "access_grant_scope",
            "purge_log",
            "disposal_list",
            "disposal_item",
            "disposal_certificate",
            // the council's policy and its days, about nobody
            "policy_version",
            "closure_day",
            "closure_day_part",
            // how far the pages for the case system are numbered
            "case_extract_head",
            // months, seed and dates of an audit; the files of its sample go with theirs
            "audit_round",
            // counts by supervisor
            "compliance_report",
            "compliance_line",
            "compliance_reason",
            // who downloaded a pack for an inspection, and when
            "inspection_download",
            "content_protection");

    @Test
    @DisplayName("each table either refers to an agreement, by however many steps, or stays for a reason")
    void everyTableIsDecided() throws SQLException {
        DataSource database = TestDatabase.inMemory();
        Flyway.configure().dataSource(database).load().migrate();
        Set<String> tables = new TreeSet<>();
        Set<String> inFile = new TreeSet<>();
        try (Connection connection = database.getConnection()) {
            try (ResultSet found =
                    connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE", "TABLE"})) {
                while (found.next()) {
                    tables.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
            follow("agreement", connection, inFile);
            follow("work_case", connection, inFile);
        }
        tables.remove("flyway_schema_history");

        assertThat(inFile).doesNotContainAnyElementsOf(STAYS);
        inFile.addAll(STAYS);
        assertThat(inFile).containsExactlyInAnyOrderElementsOf(tables);
    }

    private static void follow(String table, Connection connection, Set<String> inFile) throws SQLException {
        if (!inFile.add(table)) {
            return;
        }
        Set<String> next = new TreeSet<>();
        try (ResultSet keys =
                connection.getMetaData().getExportedKeys(null, "PUBLIC", table.toUpperCase(Locale.ROOT))) {
            while (keys.next()) {
                next.add(keys.getString("FKTABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        for (String reference : next) {
            follow(reference, connection, inFile);
        }
    }
}
