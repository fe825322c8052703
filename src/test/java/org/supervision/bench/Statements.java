package org.supervision.bench;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.test.util.ReflectionTestUtils;
import org.supervision.policy.Policies;

/** Hears every statement that the application and its engine send to the database, while somebody listens. */
public final class Statements implements BeanPostProcessor {

    private final Ear ear = new Ear();
    private @Nullable Policies policies;

    /**
     * What was sent.
     *
     * @param sql in order; a batch of one statement, which travels at once, stands once
     * @param rows how many times a row was written, batches counted in full
     * @param selects the queries among them, to be asked again
     */
    public record Sent(List<String> sql, int rows, List<Heard> selects) {

        /** How many statements it took. */
        public int count() {
            return sql.size();
        }

        /** The most frequent of them, as a reader wants them. */
        public String words() {
            return beyond(new Sent(List.of(), 0, List.of()));
        }

        /** The statements that this one has more of than another, the most frequent first, as a reader wants them. */
        public String beyond(Sent other) {
            Map<String, Long> before = other.tally();
            return tally().entrySet().stream()
                    .filter(one -> one.getValue() > before.getOrDefault(one.getKey(), 0L))
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(12)
                    .map(one -> "  %d (%d before) %s"
                            .formatted(one.getValue(), before.getOrDefault(one.getKey(), 0L), shortened(one.getKey())))
                    .collect(Collectors.joining("\n"));
        }

        private Map<String, Long> tally() {
            return sql.stream().collect(Collectors.groupingBy(one -> one, TreeMap::new, Collectors.counting()));
        }

        private static String shortened(String sql) {
            String line = sql.replaceAll("\\s+", " ");
            return line.length() <= 160 ? line : line.substring(0, 70) + " … " + line.substring(line.length() - 80);
        }
    }

    /** A query with what it was asked with. */
    public record Heard(String sql, List<ParameterSetOperation> parameters) {

        /** Gives a statement of the same parameters what this one had. */
        void fill(PreparedStatement statement) {
            for (ParameterSetOperation parameter : parameters) {
                try {
                    parameter.getMethod().invoke(statement, parameter.getArgs());
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof Policies found) {
            policies = found;
        }
        return bean instanceof DataSource dataSource && !(bean instanceof ProxyDataSource)
                ? ProxyDataSourceBuilder.create(dataSource).listener(ear).build()
                : bean;
    }

    /** Listens while something is done. Whatever else goes on meanwhile is heard, too. */
    public Sent during(Runnable deed) {
        if (policies != null) { // it is read again every now and then, by whoever comes next
            ReflectionTestUtils.invokeMethod(policies, "reread");
        }
        ear.listen();
        try {
            deed.run();
        } finally {
            ear.stop();
        }
        return new Sent(List.copyOf(ear.sql), ear.rows, List.copyOf(ear.selects));
    }

    private static final class Ear implements QueryExecutionListener {

        private volatile @Nullable Thread listening;
        private final List<String> sql = Collections.synchronizedList(new ArrayList<>());
        private final List<Heard> selects = new ArrayList<>();
        private int rows;

        private void listen() {
            sql.clear();
            selects.clear();
            rows = 0;
            listening = Thread.currentThread();
        }

        private void stop() {
            listening = null;
        }

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            // only what was sent counts
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            if (listening != null) {
                synchronized (sql) {
                    String first = queries.isEmpty() ? "" : queries.get(0).getQuery();
                    sql.add(first);
                    if (!first.stripLeading().toLowerCase(Locale.ROOT).startsWith("select")) {
                        rows += Math.max(1, execution.getBatchSize());
                    } else if (queries.size() == 1
                            && queries.get(0).getParametersList().size() == 1) {
                        selects.add(new Heard(
                                first,
                                List.copyOf(queries.get(0).getParametersList().get(0))));
                    }
                }
            }
        }
    }
}
