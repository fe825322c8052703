package org.supervision.reliability;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
final class Waiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Waiting() {}

    /**
     * Waits until something is so.
     *
     * @return how long it took
     * @throws AssertionError if it takes longer than this
     */
    static Duration until(String what, Duration atMost, BooleanSupplier isSo) {
        Instant from = Instant.now();
        while (!isSo.getAsBoolean()) {
            if (Instant.now().isAfter(from.plus(atMost))) {
                throw new AssertionError("Not within " + atMost.toSeconds() + " seconds: " + what);
            }
            aMoment();
        }
        return Duration.between(from, Instant.now());
    }

    static void aMoment() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
