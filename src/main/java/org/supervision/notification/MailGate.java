package org.supervision.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps a mail server that is slow or away from holding the threads on which deadlines run: a few dialogues go on at once,
 * and after some in a row that came to nothing the server is left alone for a while, then tried with a single mail.
 */
@Component
class MailGate {

    /** How long a mail waits for another's dialogue to end: those of a server that is well take less. */
    private static final long LONGEST_WAIT_MILLIS = 500;

    private final Clock clock;
    private final Duration rest;
    private final int failuresBeforeRest;
    private final Semaphore dialogues;

    private int failures;
    private @Nullable Instant lastFailure;

    MailGate(Clock clock, MailProperties properties) {
        this.clock = clock;
        rest = properties.mail().rest();
        failuresBeforeRest = properties.mail().atOnce();
        dialogues = new Semaphore(properties.mail().atOnce(), true);
    }

    /** A dialogue with the server; one that is closed without {@link #answered} came to nothing. */
    final class Dialogue implements AutoCloseable {

        private boolean answered;

        /** The server has answered, whatever it was. */
        void answered() {
            answered = true;
        }

        @Override
        public void close() {
            dialogues.release();
            heard(answered);
        }
    }

    /**
     * Begins a dialogue.
     *
     * @throws MailServerException while the server is left alone
     * @throws MailServerBusyException where as many others talk to it as may
     */
    Dialogue enter() {
        passRest();
        try {
            if (dialogues.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                return new Dialogue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new MailServerBusyException();
    }

    /** Of those who come after the rest, one tries the server and the others go on leaving it alone. */
    private synchronized void passRest() {
        if (failures < failuresBeforeRest || lastFailure == null) {
            return;
        }
        Instant now = clock.instant();
        if (!now.isBefore(lastFailure) && now.isBefore(lastFailure.plus(rest))) {
            throw new MailServerException("The mail server is left alone for a while, as it did not answer");
        }
        lastFailure = now;
    }

    private synchronized void heard(boolean answered) {
        failures = answered ? 0 : failures + 1;
        lastFailure = answered ? null : clock.instant();
    }
}
