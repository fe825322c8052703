package org.supervision.confidential;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.migration.SchemaVersion;

/** Makes the cipher from the settings. */
@Configuration(proxyBeanMethods = false)
class ConfidentialConfiguration {

    /** A demo makes its own keys at its first start; nothing else ever does, as lost keys must not go unnoticed. */
    @Bean
    TextCipher textCipher(EncryptionProperties settings, Environment environment) {
        return new TextCipher(keys(settings, environment.acceptsProfiles(Profiles.of("demo"))));
    }

    @Bean
    ConfidentialColumns confidentialColumns() {
        return ConfidentialColumns.read();
    }

    /** No bean reads the database before its texts are encrypted. */
    @Bean
    FlywayMigrationStrategy migrateThenProtect(TextCipher cipher, ConfidentialColumns columns) {
        return flyway -> {
            SchemaVersion.refuseNewer(flyway);
            flyway.migrate();
            new Protection(flyway.getConfiguration().getDataSource(), cipher, columns).atStart();
        };
    }

    @Bean
    SealChain sealChain(JdbcClient jdbc, TextCipher cipher) {
        return new SealChain(jdbc, cipher);
    }

    @Bean
    static SealedRecords sealedRecords(SealChain seals, RelationalMappingContext mapping) {
        return new SealedRecords(seals, mapping);
    }

    private static Supplier<Keyring> keys(EncryptionProperties settings, boolean demo) {
        if (!settings.keyset().isBlank()) {
            Keyring keys = Keyring.parse(settings.keyset());
            return () -> keys;
        }
        KeysetFile file = new KeysetFile(Path.of(settings.keysetFile()));
        if (demo && !file.exists()) {
            file.write(Keyring.generate());
        }
        return file::keys;
    }
}
