package org.supervision.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;

/** An engine as it comes, with the product's models and nothing behind them: what a process costs without a product. */
final class BareEngine implements AutoCloseable {

    private static final Map<String, Object> ANSWERS =
            Map.of("withinCeiling", true, "discarded", false, "decision", "AGREE");

    private final HikariDataSource pool = new HikariDataSource();
    final ProcessEngine engine;

    /**
     * @param url of an empty database, or of another node's
     * @param statements hears what it sends
     * @param work of each delegate
     */
    BareEngine(String url, Statements statements, Duration work) {
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        pool.setMaximumPoolSize(20);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare" + System.nanoTime());
        configuration.setDataSource((javax.sql.DataSource) statements.postProcessAfterInitialization(pool, "bare"));
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setEnforceHistoryTimeToLive(true);
        configuration.setJobExecutorActivate(false);
        configuration.setExpressionManager(new Expressions(new Nothing(work)));
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("bpmn/supervision-agreement.bpmn")
                .enableDuplicateFiltering(true)
                .deploy();
    }

    String start() {
        return engine.getRuntimeService()
                .startProcessInstanceByKey("supervisionAgreement", "AG-" + System.nanoTime(), ANSWERS)
                .getId();
    }

    void complete(String instance) {
        engine.getTaskService()
                .complete(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceId(instance)
                        .listPage(0, 1)
                        .get(0)
                        .getId());
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }

    /** Whatever a model calls. */
    private record Nothing(Duration work) implements JavaDelegate, ExecutionListener {

        @Override
        public void execute(DelegateExecution execution) throws InterruptedException {
            if (!work.isZero()) {
                Thread.sleep(work.toMillis()); // as a mail server would
            }
        }

        @Override
        public void notify(DelegateExecution execution) {
            // nothing to do
        }

        private Object answer(String method) throws InterruptedException {
            if (method.endsWith("At")) {
                Instant now = ClockUtil.getCurrentTime().toInstant();
                return Date.from(now.plus(Duration.ofDays(30)));
            }
            if (method.equals("lineManager")) {
                execute(null); // what a fired deadline asks for first
            }
            return method.equals("termsCarriedOver") ? (Object) false : "worker";
        }
    }

    private static final class Expressions extends JuelExpressionManager {

        private final Nothing nothing;

        Expressions(Nothing nothing) {
            this.nothing = nothing;
        }

        @Override
        protected ELResolver createElResolver() {
            CompositeELResolver resolver = new CompositeELResolver();
            resolver.add(new VariableScopeElResolver());
            resolver.add(new MapELResolver(true));
            resolver.add(new NothingResolver(nothing));
            return resolver;
        }
    }

    private static final class NothingResolver extends ELResolver {

        private final Nothing nothing;

        NothingResolver(Nothing nothing) {
            this.nothing = nothing;
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            context.setPropertyResolved(base == null);
            return nothing;
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
            context.setPropertyResolved(true);
            try {
                return nothing.answer(method.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return Object.class;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public java.util.Iterator<java.beans.FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return null;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }
    }
}
