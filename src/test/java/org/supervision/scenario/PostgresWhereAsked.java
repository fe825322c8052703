package org.supervision.scenario;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

/**
 * With {@code -Dtest.database=postgres} the demo under test runs on PostgreSQL: so do the tests in a browser, which open every
 * form and every page, and those that open them without one run on H2.
 */
@TestConfiguration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "test.database", havingValue = "postgres")
@Import(RealPostgres.class)
public class PostgresWhereAsked {}
