package org.supervision.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.supervision.confidential.TextCipher;

/**
 * Sessions of all nodes, written sparingly: an attribute only when it has changed, although the engine's web applications
 * set theirs at each request, and the time of the last request once a minute. The cookie holds more than the database, a
 * seal, so that nobody takes over a session with what they read there.
 *
 * @param <S> what the repository underneath keeps
 */
class SharedSessions<S extends Session> implements SessionRepository<SharedSessions<S>.Shared> {

    /** By so much earlier than said an idle session may end. */
    private static final Duration COARSE = Duration.ofMinutes(1);

    private final SessionRepository<S> stored;
    private final Function<Object, byte[]> serializer;
    private final TextCipher cipher;

    SharedSessions(SessionRepository<S> stored, Function<Object, byte[]> serializer, TextCipher cipher) {
        this.stored = stored;
        this.serializer = serializer;
        this.cipher = cipher;
    }

    @Override
    public Shared createSession() {
        S created = stored.createSession();
        return new Shared(created, sealed(created.getId()), true);
    }

    /** A session in which nothing has changed costs nothing; one that another request has ended meanwhile stays ended. */
    @Override
    public void save(Shared session) {
        if (session.changed) {
            try {
                stored.save(session.kept);
            } catch (DataIntegrityViolationException e) {
                if (session.isNew) {
                    throw e;
                }
            }
            session.isNew = false;
            session.changed = false;
        }
    }

    @Override
    public @Nullable Shared findById(String cookie) {
        String id = idIn(cookie);
        S found = id == null ? null : stored.findById(id);
        return found == null ? null : new Shared(found, cookie, false);
    }

    @Override
    public void deleteById(String cookie) {
        String id = idIn(cookie);
        if (id != null) {
            stored.deleteById(id);
        }
    }

    private String sealed(String id) {
        return id + "." + cipher.seal(text(id));
    }

    /** The id under which the database has the session; null when the cookie is none of ours. */
    @Nullable
    String idIn(String cookie) {
        int end = cookie.indexOf('.');
        String id = cookie.substring(0, Math.max(end, 0));
        return cipher.isSealOf(text(id), cookie.substring(end + 1)) ? id : null;
    }

    private static String text(String id) {
        return "session " + id;
    }

    /** A session as one request sees it. */
    final class Shared implements Session {

        private final S kept;
        private final Map<String, byte[]> asRead = new HashMap<>();
        private String cookie;
        private boolean isNew;
        private boolean changed;

        private Shared(S kept, String cookie, boolean isNew) {
            this.kept = kept;
            this.cookie = cookie;
            this.isNew = isNew;
            this.changed = isNew;
        }

        @Override
        public String getId() {
            return cookie;
        }

        @Override
        public String changeSessionId() {
            cookie = sealed(kept.changeSessionId());
            changed = true;
            return cookie;
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            T value = kept.getAttribute(name);
            if (value != null) {
                asRead.computeIfAbsent(name, read -> serializer.apply(value));
            }
            return value;
        }

        @Override
        public Set<String> getAttributeNames() {
            return kept.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            getAttribute(name);
            byte[] now = value == null ? null : serializer.apply(value);
            if (!Arrays.equals(asRead.put(name, now), now)) {
                kept.setAttribute(name, value);
                changed = true;
            }
        }

        @Override
        public void removeAttribute(String name) {
            setAttribute(name, null);
        }

        @Override
        public Instant getCreationTime() {
            return kept.getCreationTime();
        }

        @Override
        public void setLastAccessedTime(Instant time) {
            if (!time.isBefore(kept.getLastAccessedTime().plus(COARSE))) {
                kept.setLastAccessedTime(time);
                changed = true;
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return kept.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            if (!interval.equals(kept.getMaxInactiveInterval())) {
                kept.setMaxInactiveInterval(interval);
                changed = true;
            }
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return kept.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return kept.isExpired();
        }
    }
}
