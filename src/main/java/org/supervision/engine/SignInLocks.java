package org.supervision.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has to wait after wrong passwords. A person at one address waits 3 seconds after the first, twice as long after each
 * further one, a minute at most. After ten wrong ones from wherever, strangers wait a minute after each: but whoever has
 * signed in from an address before is no stranger there, so that nobody can lock the administrator out from outside.
 * Nothing is locked for good. Kept in memory, for each node apart.
 */
final class SignInLocks {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(3);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int FAILURES_BEFORE_STRANGERS_WAIT = 10;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<Place, Failures> atPlaces = new Recent<>();
    private final Map<String, Failures> ofUsers = new Recent<>();
    private final Map<Place, Instant> known = new Recent<>();

    SignInLocks(InstantSource clock) {
        this.clock = clock;
    }

    private record Place(String userId, String address) {}

    private record Failures(int count, Instant last) {

        static Failures oneMore(@Nullable Failures before, Instant now) {
            boolean again = before != null && now.isBefore(before.last.plus(FORGOTTEN_AFTER));
            return new Failures(again ? before.count + 1 : 1, now);
        }

        Duration delay() {
            Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(count - 1, 10));
            return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        }
    }

    /** What was touched last; an attacker can't fill the memory with it. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {

        private static final long serialVersionUID = 1L;
        private static final int MOST = 10_000;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    /** Whether even the right password is refused now. */
    synchronized boolean isLocked(String userId, String address) {
        Instant now = clock.instant();
        Place place = new Place(userId, address);
        Failures here = atPlaces.get(place);
        if (here != null && now.isBefore(here.last().plus(here.delay()))) {
            return true;
        }
        Failures anywhere = ofUsers.get(userId);
        return anywhere != null
                && anywhere.count() >= FAILURES_BEFORE_STRANGERS_WAIT
                && now.isBefore(anywhere.last().plus(LONGEST_WAIT))
                && !known.containsKey(place);
    }

    synchronized void failed(String userId, String address) {
        Instant now = clock.instant();
        atPlaces.compute(new Place(userId, address), (place, before) -> Failures.oneMore(before, now));
        ofUsers.compute(userId, (user, before) -> Failures.oneMore(before, now));
    }

    synchronized void succeeded(String userId, String address) {
        Place place = new Place(userId, address);
        atPlaces.remove(place);
        known.put(place, clock.instant());
    }

    /** Lets the user try at once, from anywhere. */
    synchronized void forget(String userId) {
        ofUsers.remove(userId);
        atPlaces.keySet().removeIf(place -> place.userId().equals(userId));
    }
}
