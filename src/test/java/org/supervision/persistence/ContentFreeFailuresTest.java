package org.supervision.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;

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
}
