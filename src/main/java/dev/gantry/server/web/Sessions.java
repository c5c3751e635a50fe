package dev.gantry.server.web;

import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.KeyHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is logged in to the dashboard. A session is of one key and ends with it; the browser has 256
 * random bits, and here is their hash. In memory: after a restart everybody logs in again. {@code
 * now} is of {@link System#nanoTime}.
 */
final class Sessions {
    static final String COOKIE = "gantry_session";
    static final Duration IDLE = Duration.ofHours(12);
    private static final int AT_MOST = 1000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What is known of one.
     *
     * @param token of its forms
     * @param usedAt when somebody last did something with it
     */
    record Session(String keyId, String token, long usedAt) {
        private boolean over(long now) {
            return now - usedAt > IDLE.toNanos();
        }

        /** Without the token: it may end up in a log. */
        @Override
        public String toString() {
            return "Session[key=" + keyId + "]";
        }
    }

    /** By the hash of what the browser has, the one that was used longest ago first. */
    private final Map<String, Session> byHash = new LinkedHashMap<>();

    /** 256 bits in 43 characters. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Begins one: what the browser has to show from now on. */
    String begin(ApiKey key, long now) {
        byHash.values().removeIf(session -> session.over(now));
        if (byHash.size() >= AT_MOST) {
            byHash.remove(byHash.keySet().iterator().next());
        }
        String secret = random();
        byHash.put(KeyHash.of(secret), new Session(key.id(), random(), now));
        return secret;
    }

    /** Empty: there is no such session, or no more. */
    Optional<Session> find(String secret, long now) {
        return Optional.ofNullable(byHash.get(KeyHash.of(secret)))
                .filter(session -> !session.over(now));
    }

    /** Somebody does something with it, and so it goes on. */
    void use(String secret, long now) {
        String hash = KeyHash.of(secret);
        find(secret, now)
                .ifPresent(session -> {
                    byHash.remove(hash);
                    byHash.put(hash, new Session(session.keyId(), session.token(), now));
                });
    }

    void end(String secret) {
        byHash.remove(KeyHash.of(secret));
    }

    /** Only these keys may have sessions now. */
    void retain(Set<String> keyIds) {
        byHash.values().removeIf(session -> !keyIds.contains(session.keyId()));
    }
}
