package org.supervision.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.TestDatabase;

class ContentFreeFailuresTest {

    private static final String WORDS = "Row with what was said";

    static Stream<Arguments> failures() {
        // H2 gives what its store said as the cause
        Throwable store = new IllegalStateException(WORDS);
        return Stream.of(
                Arguments.of(
                        new QueryTimeoutException(WORDS, new SQLTimeoutException(WORDS, "HYT00", 50200, store)),
                        ConcurrencyFailureException.class,
                        "Things: the row is being changed"),
                Arguments.of(
                        new UncategorizedSQLException(
                                WORDS, WORDS, new SQLTransactionRollbackException(WORDS, "40001", 40001, store)),
                        ConcurrencyFailureException.class,
                        "Things: the row is being changed"),
                Arguments.of(
                        new UncategorizedSQLException(WORDS, WORDS, new SQLException(WORDS, "90131", 90131, store)),
                        ConcurrencyFailureException.class,
                        "Things: the row is being changed"),
                Arguments.of(
                        new UncategorizedSQLException(WORDS, WORDS, new SQLException(WORDS, "22001", 22001, store)),
                        DataIntegrityViolationException.class,
                        "Things: the row was refused, SQL state 22001"),
                Arguments.of(
                        new OptimisticLockingFailureException(WORDS),
                        ConcurrencyFailureException.class,
                        "Things: the row has just been changed"),
                Arguments.of(
                        new DuplicateKeyException(WORDS, new SQLIntegrityConstraintViolationException(WORDS, "23505")),
                        DuplicateKeyException.class,
                        "Things: there is such a row already"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("a failure says its kind, so that it is tried again where that helps, and none of the row's words")
    void saysItsKind(RuntimeException failure, Class<?> kind, String message) {
        RuntimeException contentFree = ContentFreeFailures.contentFree(failure, "Things");

        assertThat(contentFree).isInstanceOf(kind).hasMessage(message).hasNoCause();
    }

    @Test
    @DisplayName("a statement that fails says which it was, without what it was about, who held the row, or the row")
    void ofStatements() {
        JdbcDataSource database = TestDatabase.inMemory();
        database.setURL(database.getURL() + ";LOCK_TIMEOUT=50");
        JdbcTemplate template = new JdbcTemplate(database);
        template.setExceptionTranslator(ContentFreeFailures.translator());
        JdbcClient jdbc = JdbcClient.create(template);
        jdbc.sql("create table thing (id integer primary key, words varchar(40))")
                .update();
        String insert = "insert into thing values (?, ?)";
        jdbc.sql(insert).params(1, WORDS).update();

        assertThatThrownBy(() -> jdbc.sql(insert).params(1, WORDS).update())
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessage(insert + ": there is such a row already")
                .hasNoCause();
        assertThatThrownBy(() -> jdbc.sql(insert).params(2, WORDS.repeat(9)).update())
                .satisfies(e -> assertThat(ContentFreeFailures.contentFree((RuntimeException) e, "Things"))
                        .hasMessage("Things: the row was refused, SQL state 22001"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessage(insert + ": the row was refused, SQL state 22001")
                .hasNoCause();
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            String lock = "select id from thing where id = 1 for update";
            template.execute(lock);
            CompletableFuture<?> other =
                    CompletableFuture.runAsync(() -> jdbc.sql(lock).query().listOfRows());
            assertThatThrownBy(other::join)
                    .hasRootCauseInstanceOf(ConcurrencyFailureException.class)
                    .hasRootCauseMessage(lock + ": the row is being changed");
        });
        assertThatThrownBy(() -> jdbc.sql("select no from thing").query().listOfRows())
                .isInstanceOf(BadSqlGrammarException.class);
    }
}
