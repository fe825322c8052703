package org.supervision.persistence;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Optional;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.relational.core.conversion.DbActionExecutionException;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Keeps what people wrote out of exceptions, and so out of the log and of the engine's tables: a failed write would
 * otherwise name the whole row, and the database the values that it refused. What is left says which repository, which
 * kind of failure and which SQL state.
 */
class ContentFreeFailures implements BeanPostProcessor {

    /** Of no kind that JDBC or Spring knows. */
    private static final String CHANGED_MEANWHILE_ON_H2 = "90131";

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> repository) {
            repository.addRepositoryFactoryCustomizer(
                    factory -> factory.addRepositoryProxyPostProcessor((proxy, information) -> proxy.addAdvice(
                            adviceFor(information.getRepositoryInterface().getSimpleName()))));
        }
        return bean;
    }

    private static MethodInterceptor adviceFor(String repository) {
        return invocation -> {
            try {
                return invocation.proceed();
            } catch (DbActionExecutionException | DataAccessException e) {
                throw e instanceof DbActionExecutionException || sqlIn(e).isPresent() ? contentFree(e, repository) : e;
            }
        };
    }

    /**
     * Translates the failures of single statements. What says nothing of any row stays as it is: statements that are wrong,
     * and databases that cannot be reached.
     */
    static SQLExceptionTranslator translator() {
        SQLExceptionTranslator kinds = new SQLExceptionSubclassTranslator();
        return (task, sql, e) -> {
            String statement = Objects.requireNonNullElse(sql, task).replaceAll("\\s+", " ");
            DataAccessException kind = Objects.requireNonNullElseGet(
                    kinds.translate(task, sql, e), () -> new UncategorizedSQLException(task, sql, e));
            boolean saysNothing =
                    kind instanceof BadSqlGrammarException || kind instanceof DataAccessResourceFailureException;
            return saysNothing ? kind : contentFree(kind, statement);
        };
    }

    /**
     * The same kind of failure, without a word of what it was about.
     *
     * @param what failed: a repository's name, or a statement without its values
     */
    static DataAccessException contentFree(RuntimeException e, String what) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingFailureException) {
                return new OptimisticLockingFailureException(what + ": the row has just been changed");
            }
            if (cause instanceof PessimisticLockingFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLException sql && CHANGED_MEANWHILE_ON_H2.equals(sql.getSQLState())) {
                return new PessimisticLockingFailureException(what + ": the row is being changed");
            }
            if (cause instanceof DuplicateKeyException) {
                return new DuplicateKeyException(what + ": there is such a row already");
            }
            if (cause instanceof RefusedRowException refused) {
                return new RefusedRowException(what, refused.state);
            }
        }
        return new RefusedRowException(
                what, sqlIn(e).map(SQLException::getSQLState).orElse("unknown"));
    }

    /** For whatever reason; remembers what the database said of it, as a statement's failure becomes its repository's. */
    private static final class RefusedRowException extends DataIntegrityViolationException {

        private static final long serialVersionUID = 1L;

        private final String state;

        RefusedRowException(String what, String state) {
            super(what + ": the row was refused, SQL state " + state);
            this.state = state;
        }
    }

    /** What the database said; it may have a cause of its own. */
    private static Optional<SQLException> sqlIn(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
