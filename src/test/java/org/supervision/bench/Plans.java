package org.supervision.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.supervision.bench.Statements.Heard;
import org.supervision.bench.Statements.Sent;

/** How PostgreSQL answers the queries that were heard, asked once more with the same parameters. */
public final class Plans {

    /** One value, one of several, any where few have one, or none where nearly all have one. */
    private static final Pattern NARROWS = Pattern.compile("[^<>!]= |IS NOT NULL|line_manager IS NULL");

    /** However often a query says it. */
    private static final Pattern NOBODY_HAS_TAKEN =
            Pattern.compile("\\(*assignee_ IS NULL\\)( AND \\(assignee_ IS NULL\\))*\\)*");

    /** Tables whose rows are of some days. */
    private static final Set<String> OF_DAYS = Set.of("person", "supervision_session");

    private final DataSource dataSource;
    private final ObjectMapper json = new ObjectMapper();

    public Plans(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What a query took.
     *
     * @param blocks of 8 KB that it looked at
     * @param scans the tables that it read from one end to the other
     */
    public record Plan(String sql, long blocks, Set<String> scans) {}

    /** The plans of all queries of a deed. */
    public List<Plan> of(Sent sent) {
        List<Plan> plans = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            for (Heard heard : sent.selects()) {
                plans.add(plan(connection, heard));
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return plans;
    }

    /** How many blocks all queries of a deed look at. */
    public long blocks(Sent sent) {
        return of(sent).stream().mapToLong(Plan::blocks).sum();
    }

    /**
     * The tables that a deed's queries read whole because nothing else is possible, from one end to the other or by an index
     * with no condition. What a small table's plan would be does not matter: PostgreSQL is told to avoid it.
     *
     * @return by table, the queries
     */
    public Map<String, Set<String>> readWhole(Sent sent) {
        Map<String, Set<String>> whole = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            // what it would do with many rows: look each one up
            statement.execute("set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off");
            try {
                for (Heard heard : new HashSet<>(sent.selects())) {
                    try (PreparedStatement explain =
                            connection.prepareStatement("explain (format json) " + heard.sql())) {
                        heard.fill(explain);
                        try (ResultSet answer = explain.executeQuery()) {
                            answer.next();
                            collectWhole(
                                    json.readTree(answer.getString(1)).get(0).get("Plan"), "", heard.sql(), whole);
                        }
                    }
                }
            } finally {
                statement.execute("reset enable_seqscan; reset enable_hashjoin; reset enable_mergejoin");
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return whole;
    }

    /** @param heap the table in whose blocks the rows are that an index below finds */
    private static void collectWhole(JsonNode node, String heap, String sql, Map<String, Set<String>> whole) {
        String table = node.path("Relation Name").asText(heap);
        String type = node.path("Node Type").asText();
        boolean unconditional = type.equals("Seq Scan")
                || (type.equals("Index Scan") || type.equals("Index Only Scan") || type.equals("Bitmap Index Scan"))
                        && (!node.has("Index Cond")
                                || isOfEverybody(table, node.path("Index Cond").asText()));
        if (unconditional) {
            whole.computeIfAbsent(table, name -> new TreeSet<>()).add(sql.replaceAll("\\s+", " "));
        }
        node.path("Plans").forEach(child -> collectWhole(child, table, sql, whole));
    }

    /**
     * All rows of the directory began before today and everybody has sessions in any month, so that a condition on days alone
     * is none; nor is that nobody has taken a task, which is so of each that two may do.
     */
    private static boolean isOfEverybody(String table, String condition) {
        return OF_DAYS.contains(table) && !NARROWS.matcher(condition).find()
                || NOBODY_HAS_TAKEN.matcher(condition).matches();
    }

    private Plan plan(Connection connection, Heard heard) throws SQLException, JsonProcessingException {
        boolean locks = heard.sql().toLowerCase(java.util.Locale.ROOT).contains("for update");
        try (PreparedStatement explain = connection.prepareStatement(
                "explain (" + (locks ? "" : "analyze, buffers, ") + "format json) " + heard.sql())) {
            heard.fill(explain);
            try (ResultSet answer = explain.executeQuery()) {
                answer.next();
                JsonNode plan = json.readTree(answer.getString(1)).get(0).get("Plan");
                Set<String> scans = new TreeSet<>();
                collect(plan, scans);
                return new Plan(
                        heard.sql(),
                        plan.path("Shared Hit Blocks").asLong()
                                + plan.path("Shared Read Blocks").asLong(),
                        scans);
            }
        }
    }

    private static void collect(JsonNode node, Set<String> scans) {
        if (node.path("Node Type").asText().equals("Seq Scan")) {
            scans.add(node.get("Relation Name").asText());
        }
        node.path("Plans").forEach(child -> collect(child, scans));
    }
}
