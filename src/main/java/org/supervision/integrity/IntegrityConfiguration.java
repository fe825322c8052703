package org.supervision.integrity;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.confidential.Reencryption;
import org.supervision.confidential.SealChain;
import org.supervision.confidential.TextCipher;
import org.supervision.notification.SweepTask;

/** What the daily sweep does for the stored texts. */
@Configuration(proxyBeanMethods = false)
class IntegrityConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(IntegrityConfiguration.class);

    /** Well within the lock of the job that each runs in; the next sweep goes on. */
    private static final Duration READING_PER_SWEEP = Duration.ofSeconds(20);

    private static final Duration ENCRYPTING_PER_SWEEP = Duration.ofSeconds(20);

    @Bean
    Verification verification(JdbcClient jdbc, TextCipher cipher, ConfidentialColumns columns) {
        return new Verification(jdbc, cipher, columns);
    }

    @Bean
    Reencryption reencryption(
            JdbcClient jdbc, PlatformTransactionManager transactions, TextCipher cipher, ConfidentialColumns columns) {
        return new Reencryption(jdbc, transactions, cipher, columns);
    }

    /**
     * Verifies all, or as much as there is time for; what it finds goes to the log and to the health. Then the log of readings
     * is sealed.
     *
     * @param every how long after a verification the next one begins; several sweeps run in a day
     */
    @Bean
    SweepTask verifySignedTexts(
            Verification verification,
            SealChain seals,
            @Value("${supervision.verification.every:PT20H}") Duration every) {
        return now -> {
            Verification.Last last = verification.last();
            if (last.at() != null && last.at().plus(every).isAfter(now)) {
                return;
            }
            verification.goOn(READING_PER_SWEEP, now).forEach(finding -> LOG.error("{}", finding));
            seals.addEndOfReadLog();
        };
    }

    /** Moves texts on to the current key after it was changed. */
    @Bean
    SweepTask reencryptTexts(Reencryption reencryption) {
        return now -> {
            Reencryption.Result result = reencryption.runUnlessNothingIsLeft(ENCRYPTING_PER_SWEEP);
            if (result.changed() > 0) {
                LOG.info("{} texts were encrypted with the current key, {} are left", result.changed(), result.left());
            }
            result.unreadable().forEach(LOG::error);
        };
    }
}
