package org.supervision.notification;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where mail comes from and leads to.
 *
 * @param baseUrl the product's address as people reach it; every link starts with it
 * @param mail group {@code supervision.mail}
 */
@ConfigurationProperties("supervision")
record MailProperties(
        @DefaultValue("http://localhost:8080") URI baseUrl,
        @DefaultValue Sender mail) {

    /**
     * @param from the sender's address; {@code supervision@} the product's host when none is given
     * @param longestDialogue how long the mail server may take over one mail, however alive it seems; well below the lock
     *     time of a job
     * @param atOnce how many mails go to it at once; fewer than there are threads for jobs, as deadlines need the others
     * @param digestsAtOnce of how many people the reminders are gathered in one transaction
     * @param rest how long it is left alone after it failed to answer
     */
    record Sender(
            @Nullable String from,
            @DefaultValue("20s") Duration longestDialogue,
            @DefaultValue("4") int atOnce,
            @DefaultValue("500") int digestsAtOnce,
            @DefaultValue("30s") Duration rest) {

        Sender {
            if (from != null && !from.isBlank() && !MailAddresses.isAddress(from)) {
                throw new IllegalArgumentException("supervision.mail.from must be one mail address");
            }
            if (digestsAtOnce < 1) {
                throw new IllegalArgumentException("supervision.mail.digests-at-once must be 1 or more");
            }
        }
    }

    String from() {
        return mail.from() == null || mail.from().isBlank() ? "supervision@" + host() : mail.from();
    }

    /** The product's host, which also makes message ids unique between installations. */
    String host() {
        String host = baseUrl.getHost();
        return host == null ? "localhost" : host;
    }

    /** An absolute link to a path below the product's address. */
    String link(String path) {
        String base = baseUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }
}
