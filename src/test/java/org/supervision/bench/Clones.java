package org.supervision.bench;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.supervision.confidential.ConfidentialColumn;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.confidential.TextCipher;

/**
 * Copies all that there is in a database of the product, our tables and the engine's alike, as often as asked, by SQL on H2
 * and PostgreSQL. The k-th copy has its own rows, engine ids and business keys (AG-000001 becomes AG-k000001) and, of the
 * people who are named, their own doubles ({@code worker.k}); whoever is not named has so many relationships more.
 */
public final class Clones {

    private static final long STEP = 1_000_000;

    private static final Pattern BUSINESS_KEY = Pattern.compile("[A-Z]{2,3}-\\d{6}");
    private static final Pattern ENGINE_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Chains, settings, what is there once a day or month, and what was there before anybody agreed on anything. */
    private static final Set<String> SINGLE = Set.of(
            "seal",
            "seal_head",
            "read_log",
            "read_log_head",
            "case_extract",
            "case_extract_head",
            "demo_clock",
            "policy_version",
            "closure_day",
            "closure_day_part",
            "named_deputy",
            "people_import",
            "people_import_entry",
            "content_protection",
            "reminder_gathering",
            "inspection_download",
            "calendar_address",
            "purge_log",
            "disposal_list",
            "disposal_item",
            "disposal_certificate",
            "compliance_report",
            "compliance_line",
            "compliance_reason",
            "audit_round",
            "audit_file",
            "audit_answer",
            "signature_proof",
            "signature_failure",
            "task_draft",
            "canary",
            "sign_in_attempt",
            "spring_session",
            "spring_session_attributes",
            "flyway_schema_history",
            "engine_index_history");

    private static final Set<String> OF_THE_ENGINE = Set.of(
            "act_ru_execution",
            "act_ru_task",
            "act_ru_variable",
            "act_ru_identitylink",
            "act_ru_job",
            "act_ru_event_subscr",
            "act_ru_authorization",
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_taskinst",
            "act_hi_varinst",
            "act_hi_detail",
            "act_hi_job_log",
            "act_hi_identitylink",
            "act_hi_op_log",
            "act_hi_decinst",
            "act_hi_dec_in",
            "act_hi_dec_out",
            "act_id_user",
            "act_id_membership");

    /** Which version of a model a row belongs to, and who works on it. */
    private static final Pattern SHARED = Pattern.compile("(.*_def_id_|deployment_id_|lock_owner_|.*_def_key_|name_|"
            + "handler_cfg_|exception_stack_id_|batch_id_|tenant_id_|act_id_|act_name_|activity_id_)");

    /** Process variables that are row ids of ours. */
    private static final String ROW_IDS = "('caseId', 'auditFileId', 'disposalItemId')";

    private final DataSource dataSource;
    private final TextCipher cipher;
    private final boolean postgres;

    /** @param cipher of the texts in the database */
    public Clones(DataSource dataSource, TextCipher cipher) {
        this.dataSource = dataSource;
        this.cipher = cipher;
        try (Connection connection = dataSource.getConnection()) {
            postgres = connection.getMetaData().getURL().startsWith("jdbc:postgresql:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes copies.
     *
     * @param people who have doubles
     * @param from number of the first copy, from 1
     * @param to number of the last
     * @param readable the encrypted columns whose texts can be read in the copies, too
     */
    public void make(Collection<String> people, int from, int to, Predicate<ConfidentialColumn> readable) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                withoutReferences(statement, true);
                List<String> tables = tables(connection);
                for (String table : tables) {
                    String insert = copy(connection, table, people, from, to);
                    if (insert != null) {
                        statement.executeUpdate(insert);
                    }
                }
                for (ConfidentialColumn column : ConfidentialColumns.read().all()) {
                    if (tables.contains(column.table()) && readable.test(column)) {
                        encryptAnew(connection, column, from, to);
                    }
                }
                withoutReferences(statement, false);
            }
            connection.commit();
            if (postgres) {
                connection.setAutoCommit(true);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("vacuum analyze");
                    statement.execute("checkpoint"); // or it goes on beside what is measured next
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void withoutReferences(Statement statement, boolean without) throws SQLException {
        statement.execute(
                postgres
                        ? "set session_replication_role = " + (without ? "replica" : "origin")
                        : "set referential_integrity " + !without);
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), null, new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                String table = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (table.startsWith("act_") ? OF_THE_ENGINE.contains(table) : !SINGLE.contains(table)) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    /** How one column's value is made for a copy. */
    private record Column(String name, String value) {}

    private @org.jspecify.annotations.Nullable String copy(
            Connection connection, String table, Collection<String> people, int from, int to) throws SQLException {
        Map<String, Integer> types = types(connection, table);
        Set<String> confidential = ConfidentialColumns.read().of(table).stream()
                .map(ConfidentialColumn::name)
                .collect(Collectors.toSet());
        String named = people.stream().map(one -> "'" + one + "'").collect(Collectors.joining(","));
        String where = where(table, types.keySet(), named);
        Map<String, Set<Object>> samples = sample(connection, table, types.keySet(), where);
        if (samples.values().stream().allMatch(Set::isEmpty)) {
            return null;
        }
        List<Column> columns = new ArrayList<>();
        types.forEach((name, type) -> columns.add(new Column(
                name,
                confidential.contains(name)
                        ? "t." + name
                        : value(table, name, type, samples.get(name), people, named))));
        String numbers = postgres
                ? "(select generate_series(%d, %d) as k) n".formatted(from, to)
                : "(select x as k from system_range(%d, %d)) n".formatted(from, to);
        return "insert into %s (%s) select %s from %s t cross join %s where %s"
                .formatted(
                        table,
                        columns.stream().map(Column::name).collect(Collectors.joining(", ")),
                        columns.stream().map(Column::value).collect(Collectors.joining(", ")),
                        table,
                        numbers,
                        where);
    }

    /** The rows that are copied: not those of copies, of sweeps, of the installation or of people who have no doubles. */
    private static String where(String table, Set<String> columns, String named) {
        return switch (table) {
            case "person" -> "t.user_id in (" + named + ")";
            case "act_id_user" -> "t.id_ in (" + named + ")";
            case "act_id_membership" -> "t.user_id_ in (" + named + ")";
            case "act_ru_authorization" -> "t.resource_id_ like '________-____-____-____-____________'";
            default -> {
                if (columns.contains("id")) {
                    yield "t.id < " + STEP;
                }
                if (table.startsWith("act_ru_")) {
                    String instance =
                            columns.contains("process_instance_id_") ? "process_instance_id_" : "proc_inst_id_";
                    if (table.equals("act_ru_identitylink")) {
                        yield "t.id_ like '________-____-____-____-____________'";
                    }
                    yield "t.id_ like '________-____-____-____-____________' and t." + instance + " is not null and t."
                            + instance + " not in (select s.proc_inst_id_ from act_ru_execution s"
                            + " where s.business_key_ like 'SW-%')";
                }
                if (columns.contains("id_")) {
                    yield "t.id_ like '________-____-____-____-____________'";
                }
                yield columns.contains("agreement_id")
                        ? "t.agreement_id < " + STEP
                        : columns.stream()
                                .filter(name -> name.endsWith("_id") && !name.equals("user_id"))
                                .findFirst()
                                .map(name -> "t." + name + " < " + STEP)
                                .orElse("1 = 0");
            }
        };
    }

    private static Map<String, Integer> types(Connection connection, String table) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String name = data.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        Map<String, Integer> types = new java.util.LinkedHashMap<>();
        try (ResultSet rows = data.getColumns(null, connection.getSchema(), name, null)) {
            while (rows.next()) {
                types.put(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), rows.getInt("DATA_TYPE"));
            }
        }
        return types;
    }

    private static Map<String, Set<Object>> sample(
            Connection connection, String table, Set<String> columns, String where) throws SQLException {
        Map<String, Set<Object>> samples = new HashMap<>();
        columns.forEach(name -> samples.put(name, new HashSet<>()));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table + " t where " + where)) {
            while (rows.next()) {
                for (String name : columns) {
                    Object value = rows.getObject(name);
                    if (value != null) {
                        samples.get(name).add(value);
                    }
                }
            }
        }
        return samples;
    }

    private String value(
            String table, String name, int type, Set<Object> sample, Collection<String> people, String named) {
        String column = "t." + name;
        if (type == java.sql.Types.BIGINT && !table.startsWith("act_") && !name.equals("seed")) {
            return column + " + n.k * " + STEP;
        }
        if (name.equals("long_")
                && Set.of("act_ru_variable", "act_hi_varinst", "act_hi_detail").contains(table)) {
            return "case when t.name_ in " + ROW_IDS + " then t.long_ + n.k * " + STEP + " else t.long_ end";
        }
        if (type != java.sql.Types.VARCHAR && type != java.sql.Types.LONGVARCHAR && type != java.sql.Types.CLOB) {
            return column;
        }
        if (table.startsWith("act_") && SHARED.matcher(name).matches()) {
            return column;
        }
        if (name.equals("live_pair")) {
            return "case when t.live_pair is null then null else " + double_("t.supervisor", named) + " || '|' || "
                    + double_("t.supervisee", named) + " end";
        }
        if (Set.of("mail_key", "message_id", "once_key").contains(name)) {
            return column + " || '.' || n.k";
        }
        boolean keys = sample.stream()
                .anyMatch(value -> BUSINESS_KEY.matcher(value.toString()).find());
        boolean users = sample.stream().anyMatch(people::contains);
        boolean ids = table.startsWith("act_")
                && sample.stream()
                        .anyMatch(value -> ENGINE_ID.matcher(value.toString()).matches());
        String value = column;
        if (keys) {
            value = postgres
                    ? "regexp_replace(%s, '([A-Z]{2,3})-([0-9]{6})', '\\1-' || n.k || '\\2', 'g')".formatted(value)
                    : "regexp_replace(%s, '([A-Z]{2,3})-([0-9]{6})', '$1-' || n.k || '$2')".formatted(value);
        }
        if (ids) {
            value = "case when %s like '________-____-____-____-____________' then %s || '.' || n.k else %s end"
                    .formatted(column, column, value);
        }
        return users
                ? "case when %s in (%s) then %s || '.' || n.k else %s end".formatted(column, named, column, value)
                : value;
    }

    private static String double_(String column, String named) {
        return "(case when %s in (%s) then %s || '.' || n.k else %s end)".formatted(column, named, column, column);
    }

    /** A text is bound to its row. */
    private void encryptAnew(Connection connection, ConfidentialColumn column, int from, int to) throws SQLException {
        if (!column.key().equals(List.of("id"))) {
            return;
        }
        Map<Long, String> plain = new HashMap<>();
        for (Map<String, Object> row : rows(connection, column, 0, STEP - 1)) {
            plain.put(
                    ((Number) row.get("id")).longValue(),
                    cipher.decrypt((String) row.get(column.name()), column.in(row::get)));
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update %s set %s = ? where id = ?".formatted(column.table(), column.name()))) {
            for (int k = from; k <= to && !plain.isEmpty(); k++) {
                for (Map<String, Object> row : rows(connection, column, k * STEP, k * STEP + STEP - 1)) {
                    long id = ((Number) row.get("id")).longValue();
                    update.setString(1, cipher.encrypt(plain.get(id % STEP), column.in(row::get)));
                    update.setLong(2, id);
                    update.addBatch();
                }
                update.executeBatch();
            }
        }
    }

    private static List<Map<String, Object>> rows(Connection connection, ConfidentialColumn column, long from, long to)
            throws SQLException {
        Set<String> wanted = new HashSet<>(column.boundTo());
        wanted.add("id");
        wanted.add(column.name());
        List<Map<String, Object>> rows = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("select %s from %s where id between ? and ? and %s is not null"
                        .formatted(String.join(", ", wanted), column.table(), column.name()))) {
            query.setLong(1, from);
            query.setLong(2, to);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    Map<String, Object> row = new HashMap<>();
                    for (String name : wanted) {
                        row.put(name, found.getObject(name));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
