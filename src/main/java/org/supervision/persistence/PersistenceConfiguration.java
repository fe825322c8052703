package org.supervision.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.relational.RelationalManagedTypes;
import org.springframework.data.relational.core.mapping.NamingStrategy;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.confidential.ConfidentialRecords;
import org.supervision.confidential.TextCipher;

/** Spring Data JDBC with unquoted names, which H2 and PostgreSQL fold each in its own way. */
@Configuration(proxyBeanMethods = false)
class PersistenceConfiguration extends AbstractJdbcConfiguration {

    /** Failed writes say nothing of what was written. */
    @Bean
    static ContentFreeFailures contentFreeFailures() {
        return new ContentFreeFailures();
    }

    /** Failed statements say nothing of what was written, either. */
    @Bean
    SQLExceptionTranslator contentFreeTranslator() {
        return ContentFreeFailures.translator();
    }

    /** Records hold plain text, their rows don't. */
    @Bean
    static ConfidentialRecords confidentialRecords(
            TextCipher cipher, ConfidentialColumns columns, JdbcMappingContext mapping) {
        return new ConfidentialRecords(cipher, columns, mapping);
    }

    @Override
    public JdbcMappingContext jdbcMappingContext(
            Optional<NamingStrategy> namingStrategy,
            JdbcCustomConversions customConversions,
            RelationalManagedTypes jdbcManagedTypes) {
        JdbcMappingContext context = super.jdbcMappingContext(namingStrategy, customConversions, jdbcManagedTypes);
        context.setForceQuote(false);
        return context;
    }

    @Override
    protected List<?> userConverters() {
        return List.of(OffsetDateTimeToInstant.INSTANCE);
    }

    /** H2 answers a {@code timestamp with time zone} as an {@link OffsetDateTime}. */
    @ReadingConverter
    enum OffsetDateTimeToInstant implements Converter<OffsetDateTime, Instant> {
        INSTANCE;

        @Override
        public Instant convert(OffsetDateTime source) {
            return source.toInstant();
        }
    }
}
