package org.supervision.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** What counts as one mail address: a mailbox at a host, without a display name. */
public final class MailAddresses {

    private static final Pattern MAILBOX_AT_HOST =
            Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\\\p{Cntrl}]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");

    private MailAddresses() {}

    /** Whether mail can be addressed to this at all. */
    public static boolean isAddress(String text) {
        return parse(text).isPresent();
    }

    /** The address, or nothing when the text is none. */
    static Optional<InternetAddress> parse(String text) {
        if (!MAILBOX_AT_HOST.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InternetAddress(text, true));
        } catch (AddressException notAnAddress) {
            return Optional.empty();
        }
    }
}
