package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.ApiKey;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final long DAY = Duration.ofDays(1).toNanos();
    private static final long IDLE = Sessions.IDLE.toNanos();
    private static final ApiKey KEY = ServerFixture.key("k1", "boss", ApiKey.Role.ADMIN);
    private final Sessions sessions = new Sessions();

    @Test
    void aSessionIsOverWhenNobodyUsesIt() {
        String secret = sessions.begin(KEY, DAY);
        assertThat(sessions.find(secret, DAY + IDLE)).isPresent();
        assertThat(sessions.find(secret, DAY + IDLE + 1)).isEmpty();
        sessions.use(secret, DAY + IDLE);
        assertThat(sessions.find(secret, DAY + 2 * IDLE)).isPresent();
        sessions.use(secret, DAY + 3 * IDLE);
        assertThat(sessions.find(secret, DAY + 3 * IDLE)).isEmpty();
    }

    @Test
    void secretsAndTokensAreLikeNoOthersAndApart() {
        String one = sessions.begin(KEY, 0);
        String two = sessions.begin(KEY, 0);
        String token = sessions.find(one, 0).orElseThrow().token();
        assertThat(Set.of(one, two, token, sessions.find(two, 0).orElseThrow().token()))
                .hasSize(4)
                .allMatch(text -> text.matches("[A-Za-z0-9_-]{43}"));
        assertThat(sessions.find(token, 0)).isEmpty();
        assertThat(sessions.find(one, 0).orElseThrow().toString()).doesNotContain(token);
    }

    @Test
    void sessionsGoWithTheirKeys() {
        String secret = sessions.begin(KEY, 0);
        sessions.retain(Set.of("k1", "k2"));
        assertThat(sessions.find(secret, 0)).isPresent();
        sessions.retain(Set.of("k2"));
        sessions.retain(Set.of("k1"));
        assertThat(sessions.find(secret, 0)).isEmpty();
    }

    @Test
    void thereAreNotEndlesslyMany() {
        String first = sessions.begin(KEY, 0);
        String second = sessions.begin(KEY, 0);
        sessions.use(first, 1);
        for (int i = 0; i < 999; i++) {
            sessions.begin(KEY, 1);
        }
        assertThat(sessions.find(second, 1)).isEmpty();
        assertThat(sessions.find(first, 1)).isPresent();
    }

    @Test
    void wrongKeysAreCountedByAddress() {
        LoginAttempts attempts = new LoginAttempts();
        for (int i = 0; i < LoginAttempts.PER_MINUTE; i++) {
            assertThat(attempts.may("10.0.0.1", 0)).isTrue();
            attempts.failed("10.0.0.1", 0);
        }
        assertThat(attempts.may("10.0.0.1", 0)).isFalse();
        assertThat(attempts.may("10.0.0.2", 0)).isTrue();
        assertThat(attempts.may("10.0.0.1", Duration.ofSeconds(7).toNanos())).isTrue();
    }
}
