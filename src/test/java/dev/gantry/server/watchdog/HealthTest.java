package dev.gantry.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From state to state. A course is written as words, one a probe or request, a second apart. */
class HealthTest {
    private static final Learned LEARNED =
            new Learned(true, List.of("llama"), List.of("llama"), OptionalInt.of(4));
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = 5;
    private UpstreamState state = UpstreamState.unknown(now);

    @Test
    void aNewOneIsUpAtItsFirstPass() {
        after("pass").is(Condition.UP, "is well");
    }

    @Test
    void aNewOneIsDownAtItsSecondFail() {
        after("fail").is(Condition.UNKNOWN, "answered 500");
        after("fail").is(Condition.DOWN, "answered 500");
    }

    @Test
    void oneFailOfManyPassesIsForgiven() {
        after("pass fail").is(Condition.UP, "is well");
        after("pass fail").is(Condition.UP, "is well");
        after("pass fail fail").is(Condition.DOWN, "answered 500");
    }

    @Test
    void whatIsCertainCountsAtOnce() {
        after("pass refused").is(Condition.DOWN, "connection refused");
    }

    @Test
    void loadingCountsAtOnce() {
        after("pass loading").is(Condition.LOADING, "loads its model");
        after("refused loading").is(Condition.LOADING, "loads its model");
        after("fail").is(Condition.LOADING, "loads its model");
        after("pass").is(Condition.UP, "is well");
        after("loading fail fail").is(Condition.DOWN, "answered 500");
    }

    @Test
    void whatWasDownIsUpAtItsSecondPass() {
        after("refused pass").is(Condition.DOWN, "connection refused");
        after("refused pass").is(Condition.DOWN, "connection refused");
        after("pass").is(Condition.UP, "is well");
    }

    @Test
    void whatFlapsAtEveryProbeStaysDown() {
        after("refused");
        long since = state.since();
        for (int time = 0; time < 50; time++) {
            after("pass fail").is(Condition.DOWN, "answered 500");
        }
        assertThat(state.since()).isEqualTo(since);
    }

    @Test
    void theReasonOfOneThatIsDownFollowsItsProbes() {
        after("refused fail").is(Condition.DOWN, "answered 500");
    }

    @Test
    void onceSlowIsNothingTwiceSlowIsDegraded() {
        after("pass slow").is(Condition.UP, "is well");
        after("pass slow slow")
                .is(Condition.DEGRADED, "answers slowly: in 3000 ms, as a rule in 10 ms");
        after("pass").is(Condition.UP, "is well");
        after("slow slow slow slow").is(Condition.DEGRADED, "answers slowly");
    }

    @Test
    void slowIsAlsoFarSlowerThanUsual() {
        after("pass pass later later").is(Condition.DEGRADED, "in 300 ms, as a rule in 10 ms");
        setUp();
        after("later later later").is(Condition.UP, "is well");
    }

    @Test
    void troubleIsDegradedAtOnceWhereNothingBetterIsKnown() {
        after("trouble").is(Condition.DEGRADED, "no list of models");
        setUp();
        after("pass trouble").is(Condition.UP, "is well");
        after("trouble").is(Condition.DEGRADED, "no list of models");
        after("fail").is(Condition.DEGRADED, "no list of models");
        after("fail").is(Condition.DOWN, "answered 500");
        after("trouble trouble").is(Condition.DEGRADED, "no list of models");
    }

    @Test
    void threeFailedRequestsInARowDegrade() {
        after("pass request-failed request-failed served request-failed request-failed")
                .is(Condition.UP, "is well");
        after("request-failed")
                .is(Condition.DEGRADED, "the last 3 requests failed: 500 from the upstream");
        after("pass").is(Condition.DEGRADED, "the last 3 requests failed");
        after("served").is(Condition.DEGRADED, "the last 3 requests failed");
        after("pass").is(Condition.UP, "is well");
    }

    @Test
    void failedRequestsAreForgottenAfterAMinute() {
        after("pass request-failed request-failed request-failed pass")
                .is(Condition.DEGRADED, "the last 3 requests failed");
        now += 61 * SECOND;
        after("pass").is(Condition.UP, "is well");
        after("request-failed request-failed").is(Condition.UP, "is well");
    }

    @Test
    void failedRequestsDoNotMakeOneThatIsDownAnyBetter() {
        after("refused request-failed request-failed request-failed")
                .is(Condition.DOWN, "connection refused");
        after("pass pass").is(Condition.DEGRADED, "the last 3 requests failed");
    }

    @Test
    void aServedRequestSpeaksForOneThatAnswersNoProbeWhileItWorks() {
        after("pass fail served fail served fail").is(Condition.UP, "is well");
        after("fail").is(Condition.DOWN, "answered 500");
        after("served").is(Condition.DOWN, "answered 500");
    }

    @Test
    void whatWasLearnedStaysWhateverComes() {
        after("pass refused fail loading request-failed fail fail");
        assertThat(state.learned()).isEqualTo(LEARNED);
    }

    @Test
    void sinceIsTheMomentOfTheTurn() {
        after("pass");
        long since = now;
        after("pass slow fail pass");
        assertThat(state.since()).isEqualTo(since);
        assertThat(state.lasted(now)).isEqualTo(Duration.ofSeconds(4));
        after("refused");
        assertThat(state.since()).isEqualTo(now);
    }

    @Test
    void randomCourses() {
        List<String> words =
                List.of(
                        "pass",
                        "pass",
                        "slow",
                        "later",
                        "trouble",
                        "fail",
                        "refused",
                        "loading",
                        "request-failed",
                        "served");
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            setUp();
            for (int step = 0; step < 60; step++) {
                UpstreamState before = state;
                String word = words.get(random.nextInt(words.size()));
                after(word);
                assertThat(broken(before, word)).as("seed %d, step %d", seed, step).isEmpty();
            }
        }
    }

    /** What must never be, in words. */
    private String broken(UpstreamState before, String word) {
        boolean probe = !word.equals("served") && !word.equals("request-failed");
        boolean passed = List.of("pass", "slow", "later", "trouble").contains(word);
        if (state.passes() > 0 && state.fails() > 0) {
            return "passes and fails at once";
        }
        if (state.since() != (state.condition() == before.condition() ? before.since() : now)) {
            return "since is not the moment of the turn";
        }
        if (state.condition().open() && !before.condition().open() && !passed) {
            return "opened by " + word;
        }
        if (state.condition() == Condition.DOWN && before.condition().open() && passed) {
            return "down by " + word;
        }
        if (state.condition().open() && state.fails() >= Health.FAILS) {
            return "open after " + state.fails() + " fails";
        }
        if (probe && state.condition() == Condition.UNKNOWN && !word.equals("fail")) {
            return "still unknown after " + word;
        }
        return state.reason().isEmpty() ? "no reason" : "";
    }

    private void setUp() {
        state = UpstreamState.unknown(now);
    }

    private HealthTest after(String course) {
        for (String word : course.split(" ")) {
            now += SECOND;
            state = next(word);
        }
        return this;
    }

    private UpstreamState next(String word) {
        return switch (word) {
            case "pass" -> Health.after(state, passed(10, ""), now);
            case "slow" -> Health.after(state, passed(3000, ""), now);
            case "later" -> Health.after(state, passed(300, ""), now);
            case "trouble" -> Health.after(state, passed(10, "no list of models"), now);
            case "fail" -> Health.after(state, new Observation.Failed("answered 500", false), now);
            case "refused" ->
                    Health.after(state, new Observation.Failed("connection refused", true), now);
            case "loading" -> Health.after(state, new Observation.Loading("loads its model"), now);
            case "request-failed" -> Health.requestFailed(state, "500 from the upstream", now);
            case "served" -> Health.requestServed(state);
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Observation passed(long millis, String trouble) {
        return new Observation.Passed(Duration.ofMillis(millis), LEARNED, trouble);
    }

    private void is(Condition condition, String reason) {
        assertThat(state.condition()).as(state.reason()).isEqualTo(condition);
        assertThat(state.reason()).contains(reason);
    }
}
