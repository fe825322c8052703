package org.supervision.retention;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;
import org.supervision.persistence.Documents;

/**
 * Everything in the file of an agreement: the rows that refer to it, those that refer to them, and so on, whatever tables
 * there are; mails and reminders by its business keys; and the supervisee's register of cases once no agreement is left.
 * The read log refers to nothing and stays, as do the grants that its entries name.
 */
@Component
class FileContents {

    private static final String FILE = "agreement";
    private static final String REGISTER = "work_case";

    private static final String OF_NO_FILE = "supervisee = :of and id not in (select work_case_id from session_case)"
            + " and not exists (select 1 from agreement where supervisee = :of)";

    /** The columns with hashes of what people signed. */
    private static final List<String> SIGNED = List.of(
            "select content_sha256 from record_version where session_id in"
                    + " (select id from supervision_session where agreement_id = :agreement)",
            "select signed_text_sha256 from agreement_term where agreement_id = :agreement"
                    + " and signed_text_sha256 is not null",
            "select signed_text_sha256 from agreement_review_answer where signed_text_sha256 is not null and review_id in"
                    + " (select id from agreement_review where agreement_id = :agreement)");

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final FileKeys keys;

    FileContents(JdbcClient jdbc, DataSource dataSource, FileKeys keys) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.keys = keys;
    }

    /** A column of another table that refers to a column of this one. */
    private record Reference(String table, String column, String to) {}

    /** One hash over the hashes of everything in the file that was signed. */
    String signedHash(long agreementId) {
        List<String> hashes = new ArrayList<>();
        SIGNED.forEach(query -> hashes.addAll(jdbc.sql(query)
                .param("agreement", agreementId)
                .query(String.class)
                .list()));
        return Documents.sha256(String.join("\n", hashes.stream().sorted().toList()));
    }

    /** Deletes all of it, in the caller's transaction, and answers how many rows went, by table. */
    Map<String, Integer> delete(long agreementId, @Nullable String supervisee) {
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> businessKeys = keys.of(List.of(agreementId));
        count(
                counts,
                "mail",
                jdbc.sql("delete from mail where business_key in (:keys)"
                                + " and status in ('SENT', 'CAUGHT', 'BY_HAND', 'CHECK')")
                        .param("keys", businessKeys)
                        .update());
        count(
                counts,
                "reminder_sent",
                jdbc.sql("delete from reminder_sent where business_key in (:keys)")
                        .param("keys", businessKeys)
                        .update());
        Map<String, List<Reference>> known = new TreeMap<>();
        delete(FILE, "id = :of", agreementId, counts, known);
        if (supervisee != null) {
            delete(REGISTER, OF_NO_FILE, supervisee, counts, known);
        }
        return counts;
    }

    /** What refers to the rows goes first. */
    private void delete(
            String table, String where, Object of, Map<String, Integer> counts, Map<String, List<Reference>> known) {
        for (Reference reference : known.computeIfAbsent(table, this::references)) {
            delete(
                    reference.table(),
                    "%s in (select %s from %s where %s)".formatted(reference.column(), reference.to(), table, where),
                    of,
                    counts,
                    known);
        }
        count(
                counts,
                table,
                jdbc.sql("delete from " + table + " where " + where)
                        .param("of", of)
                        .update());
    }

    private static void count(Map<String, Integer> counts, String table, int rows) {
        if (rows > 0) {
            counts.merge(table, rows, Integer::sum);
        }
    }

    private List<Reference> references(String table) {
        try {
            return JdbcUtils.extractDatabaseMetaData(dataSource, (DatabaseMetaData meta) -> {
                Connection connection = meta.getConnection();
                List<Reference> found = new ArrayList<>();
                try (ResultSet rows =
                        meta.getExportedKeys(connection.getCatalog(), connection.getSchema(), written(table, meta))) {
                    while (rows.next()) {
                        found.add(new Reference(
                                rows.getString("FKTABLE_NAME").toLowerCase(Locale.ROOT),
                                rows.getString("FKCOLUMN_NAME"),
                                rows.getString("PKCOLUMN_NAME")));
                    }
                }
                return found;
            });
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("The database does not say what refers to " + table, e);
        }
    }

    private static String written(String table, DatabaseMetaData meta) throws SQLException {
        return meta.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    }
}
