package dev.gantry.server.gateway;

import dev.gantry.server.registry.ApiKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much each key has used of what it may in a minute, at this server. For one thread at a time;
 * {@code now} is of {@link System#nanoTime}.
 */
public final class RateLimits {
    private final Map<String, Bucket> requests = new HashMap<>();
    private final Map<String, Bucket> tokens = new HashMap<>();

    /** Counts a request of the key, or says why it has to wait. */
    public Optional<ApiError> admit(ApiKey key, long now) {
        Bucket calls = bucket(requests, key.id(), key.requestsPerMinute(), now);
        if (calls != null && calls.level(now) < 1) {
            return over("requests", calls, now);
        }
        Bucket words = bucket(tokens, key.id(), key.tokensPerMinute(), now);
        if (words != null && words.level(now) < 1) {
            return over("tokens", words, now);
        }
        if (calls != null) {
            calls.take(1, now);
        }
        return Optional.empty();
    }

    /** What an answer has cost. */
    public void used(ApiKey key, long tokenCount, long now) {
        Bucket words = bucket(tokens, key.id(), key.tokensPerMinute(), now);
        if (words != null) {
            words.take((double) tokenCount, now);
        }
    }

    /** Keys that are gone are forgotten. */
    public void retain(Set<String> ids) {
        requests.keySet().retainAll(ids);
        tokens.keySet().retainAll(ids);
    }

    /** The {@code x-ratelimit-…} headers, as OpenAI has them; none for a key without limits. */
    public Map<String, String> headers(ApiKey key, long now) {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "requests", bucket(requests, key.id(), key.requestsPerMinute(), now), now);
        put(headers, "tokens", bucket(tokens, key.id(), key.tokensPerMinute(), now), now);
        return headers;
    }

    private static void put(
            Map<String, String> headers, String what, @Nullable Bucket bucket, long now) {
        if (bucket == null) {
            return;
        }
        long left = Math.max(0, (long) bucket.level(now));
        headers.put("x-ratelimit-limit-" + what, Integer.toString(bucket.perMinute()));
        headers.put("x-ratelimit-remaining-" + what, Long.toString(left));
        headers.put("x-ratelimit-reset-" + what, text(bucket.until(bucket.perMinute(), now)));
    }

    /** {@code 12ms}, {@code 3.5s}, {@code 1m0s}. */
    private static String text(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + "ms";
        }
        if (time.toSeconds() < 60) {
            return time.toSeconds() + "." + time.toMillisPart() / 100 + "s";
        }
        return time.toMinutes() + "m" + time.toSecondsPart() + "s";
    }

    private static Optional<ApiError> over(String what, Bucket bucket, long now) {
        return Optional.of(
                ApiError.busy(
                        429,
                        "rate_limit_exceeded",
                        "this key may use " + bucket.perMinute() + " " + what + " a minute",
                        bucket.until(1, now)));
    }

    /** A limit that has been changed starts anew. */
    private static @Nullable Bucket bucket(
            Map<String, Bucket> all, String id, OptionalInt limit, long now) {
        if (limit.isEmpty()) {
            all.remove(id);
            return null;
        }
        Bucket bucket = all.get(id);
        if (bucket == null || bucket.perMinute() != limit.getAsInt()) {
            bucket = new Bucket(limit.getAsInt(), now);
            all.put(id, bucket);
        }
        return bucket;
    }
}
