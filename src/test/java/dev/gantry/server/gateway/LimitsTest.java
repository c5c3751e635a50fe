package dev.gantry.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keys may, and how much of it. */
class LimitsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RateLimits limits = new RateLimits();

    private static ApiKey key(List<String> models, List<String> lanes, int requests, int tokens) {
        return new ApiKey(
                "k1",
                "me",
                ApiKey.Role.USER,
                false,
                models,
                lanes,
                requests == 0 ? OptionalInt.empty() : OptionalInt.of(requests),
                tokens == 0 ? OptionalInt.empty() : OptionalInt.of(tokens),
                Instant.EPOCH);
    }

    @Test
    void requestsAreCountedByTheMinute() {
        ApiKey key = key(List.of(), List.of(), 2, 0);
        assertThat(limits.admit(key, 0)).isEmpty();
        assertThat(limits.admit(key, 0)).isEmpty();
        ApiError over = limits.admit(key, 0).orElseThrow();
        assertThat(over.status()).isEqualTo(429);
        assertThat(over.code()).isEqualTo("rate_limit_exceeded");
        assertThat(over.retryAfterSeconds()).contains("30");
        assertThat(limits.headers(key, 0))
                .containsEntry("x-ratelimit-limit-requests", "2")
                .containsEntry("x-ratelimit-remaining-requests", "0")
                .containsEntry("x-ratelimit-reset-requests", "1m0s");
        assertThat(limits.admit(key, 30 * SECOND)).isEmpty();
        assertThat(limits.admit(key, 30 * SECOND)).isPresent();
        assertThat(limits.headers(key, 31 * SECOND))
                .containsEntry("x-ratelimit-reset-requests", "59.0s");
    }

    @Test
    void anAnswerThatWasLongerThanAllowedIsPaidOffLater() {
        ApiKey key = key(List.of(), List.of(), 0, 60);
        assertThat(limits.admit(key, 0)).isEmpty();
        limits.used(key, 90, 0);
        assertThat(limits.admit(key, 30 * SECOND)).isPresent();
        assertThat(limits.admit(key, 31 * SECOND)).isEmpty();
    }

    @Test
    void aChangedLimitStartsAnewAndNoneIsNone() {
        ApiKey tight = key(List.of(), List.of(), 1, 0);
        limits.admit(tight, 0);
        assertThat(limits.admit(tight, 0)).isPresent();
        assertThat(limits.admit(key(List.of(), List.of(), 5, 0), 0)).isEmpty();
        ApiKey free = key(List.of(), List.of(), 0, 0);
        assertThat(limits.admit(free, 0)).isEmpty();
        assertThat(limits.headers(free, 0)).isEmpty();
    }

    @Test
    void aKeyIsForItsModelsAndLanes() {
        ApiKey key = key(List.of("llama"), List.of("agent", "batch"), 0, 0);
        assertThat(Access.refusal(key, "llama")).isEmpty();
        assertThat(Access.refusal(key, "qwen").map(ApiError::status)).contains(403);
        assertThat(Access.refusal(key, "").map(ApiError::status)).contains(403);
        assertThat(Access.refusal(key, Lanes.STANDARD, "batch")).isEmpty();
        assertThat(Access.refusal(key, Lanes.STANDARD, "interactive").map(ApiError::status))
                .contains(403);
        assertThat(Access.refusal(key, Lanes.STANDARD, "express").map(ApiError::message))
                .contains("there is no lane \"express\"; there are interactive, agent, batch");
    }

    @Test
    void theLaneIsTheKeysOwnOrFitsTheWork() {
        ApiKey any = key(List.of(), List.of(), 0, 0);
        ApiKey agent = key(List.of(), List.of("gone", "agent"), 0, 0);
        assertThat(Lanes.STANDARD.of(any, Capability.CHAT)).isEqualTo("interactive");
        assertThat(Lanes.STANDARD.of(any, Capability.EMBEDDINGS)).isEqualTo("batch");
        assertThat(Lanes.STANDARD.of(agent, Capability.EMBEDDINGS)).isEqualTo("agent");
    }

    @Test
    void withoutAKeyOrWithADisabledOneNobodyComesIn() {
        ApiKey key = key(List.of(), List.of(), 0, 0);
        ApiKey disabled =
                new ApiKey(
                        key.id(),
                        key.name(),
                        key.role(),
                        true,
                        key.models(),
                        key.lanes(),
                        key.requestsPerMinute(),
                        key.tokensPerMinute(),
                        key.created());
        assertThat(Access.refusal(Optional.of(key))).isEmpty();
        assertThat(Access.refusal(Optional.<ApiKey>empty()).map(ApiError::code))
                .contains("invalid_api_key");
        assertThat(Access.refusal(Optional.of(disabled)).map(ApiError::code))
                .contains("key_disabled");
    }

    @Test
    void aServerKnowsItsOwnNames() {
        Origins origins = new Origins(Set.of("ai.example.org"));
        for (String host :
                List.of(
                        "127.0.0.1:3100",
                        "[::1]:3100",
                        "localhost",
                        "api.localhost:80",
                        "AI.example.org",
                        "ai.example.org:443",
                        "192.168.1.5")) {
            assertThat(origins.knows(host)).as(host).isTrue();
        }
        for (String host :
                List.of(
                        "",
                        "evil.example",
                        "evil.example:3100",
                        "127.0.0.1.evil.example",
                        "localhost.evil.example",
                        "[::1].evil",
                        "1.2.3")) {
            assertThat(origins.knows(host)).as(host).isFalse();
        }
        assertThat(Origins.same("", "a:1")).isTrue();
        assertThat(Origins.same("http://a:1", "a:1")).isTrue();
        assertThat(Origins.same("http://a:2", "a:1")).isFalse();
        assertThat(Origins.same("null", "a:1")).isFalse();
    }
}
