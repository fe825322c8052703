package org.supervision.security;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.session.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.confidential.Place;
import org.supervision.confidential.TextCipher;
import org.supervision.confidential.UnreadableTextException;

/** Sessions live in the database, so that every node knows whoever is signed in and none takes them with it (ADR 27). */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SessionConfiguration.class);
    private static final Place PLACE =
            new Place("spring_session_attributes", "attribute_bytes", "a session", List.of());

    /** Two requests of one browser may bring the same attribute at the same time: the later one counts. */
    private static final Map<String, String> WRITE_ATTRIBUTE = Map.of(
            "PostgreSQL",
            "insert into %TABLE_NAME%_ATTRIBUTES (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES) values (?, ?, ?)"
                    + " on conflict (SESSION_PRIMARY_ID, ATTRIBUTE_NAME)"
                    + " do update set ATTRIBUTE_BYTES = excluded.ATTRIBUTE_BYTES",
            "H2",
            "merge into %TABLE_NAME%_ATTRIBUTES (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES)"
                    + " key (SESSION_PRIMARY_ID, ATTRIBUTE_NAME) values (?, ?, ?)");

    private final TextCipher cipher;
    private final SerializingConverter serializer = new SerializingConverter();
    private final DeserializingConverter deserializer =
            new DeserializingConverter(SessionConfiguration.class.getClassLoader());

    SessionConfiguration(TextCipher cipher) {
        this.cipher = cipher;
    }

    @Bean
    SharedSessions<?> sharedSessions(
            DataSource database,
            PlatformTransactionManager transactions,
            @Value("${server.servlet.session.timeout}") Duration idle)
            throws MetaDataAccessException {
        TransactionTemplate ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcIndexedSessionRepository stored =
                new JdbcIndexedSessionRepository(new JdbcTemplate(database), ownTransaction);
        stored.setDefaultMaxInactiveInterval(idle);
        stored.setConversionService(encrypted());
        // nobody is looked up by name: whose session it is stands in its encrypted attributes alone
        stored.setIndexResolver(session -> Map.of());
        String product = JdbcUtils.extractDatabaseMetaData(database, data -> data.getDatabaseProductName());
        stored.setCreateSessionAttributeQuery(WRITE_ATTRIBUTE.get(product));
        return new SharedSessions<>(stored, serializer::convert, cipher);
    }

    @Bean
    SessionUpkeep sessionUpkeep(JdbcClient jdbc) {
        return new SessionUpkeep(jdbc, InstantSource.system());
    }

    /** Encoded again it would only be longer. */
    @Bean
    DefaultCookieSerializerCustomizer plainCookie() {
        return cookie -> cookie.setUseBase64Encoding(false);
    }

    private GenericConversionService encrypted() {
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, value -> cipher.encrypt(serializer.convert(value), PLACE));
        conversion.addConverter(byte[].class, Object.class, this::read);
        return conversion;
    }

    /** What a version cannot read any more, or another wrote, is as if it were not there: the person signs in again. */
    private Object read(byte[] stored) {
        try {
            return deserializer.convert(cipher.decrypt(stored, PLACE));
        } catch (SerializationFailedException | UnreadableTextException e) {
            LOG.info(
                    "A session holds something that cannot be read: {}",
                    e.getClass().getSimpleName());
            return null;
        }
    }
}
