package dev.gantry.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.server.watchdog.Observation.Failed;
import dev.gantry.server.watchdog.Observation.Loading;
import dev.gantry.server.watchdog.Observation.Passed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    /** Written down: it is the same in every process and on every machine. */
    private static final long FIRST_OF_ID = 42_238_858_861L;

    private static final UpstreamId ID = new UpstreamId("gpu1", "llama");
    private static final Observation PASS = new Passed(Duration.ofMillis(1), Learned.NOTHING, "");
    private static final Observation DOUBT =
            new Passed(Duration.ofMillis(1), Learned.NOTHING, "no list of models");
    private static final Observation FAIL = new Failed("answered 500", false);
    private static final Observation REFUSED = new Failed("connection refused", true);
    private static final Observation LOADING = new Loading("loads");

    @Test
    void theWholeIntervalIsForThoseThatAreWellBeyondDoubt() {
        assertThat(pauses(PASS, PASS, FAIL, PASS, DOUBT, PASS))
                .containsExactly(30, 30, 2, 30, 2, 30);
    }

    @Test
    void whatIsDownIsAskedLessAndLessAndSoonWhenItComesBack() {
        assertThat(pauses(REFUSED, REFUSED, REFUSED, REFUSED, FAIL, PASS, PASS))
                .containsExactly(2, 4, 8, 15, 15, 1, 30);
        assertThat(pauses(FAIL, FAIL, FAIL, FAIL, FAIL)).containsExactly(1, 4, 8, 15, 15);
    }

    @Test
    void whatLoadsIsAskedEverySecond() {
        assertThat(pauses(LOADING, LOADING, LOADING)).containsExactly(1, 1, 1);
    }

    @Test
    void whatIsDegradedIsAskedLessAndLess() {
        assertThat(pauses(DOUBT, DOUBT, DOUBT, DOUBT, DOUBT, FAIL))
                .containsExactly(2, 4, 8, 15, 15, 2);
    }

    @Test
    void neverMoreSeldomThanTheInterval() {
        Schedule quick = new Schedule(Duration.ofSeconds(3));
        UpstreamState down = UpstreamState.unknown(0);
        for (int time = 0; time < 5; time++) {
            down = Health.after(down, REFUSED, 0);
        }
        assertThat(quick.pause(down)).hasSeconds(3);
        assertThatThrownBy(() -> new Schedule(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 123_456_789_012L, -987_654_321_098_765L, 1L << 61})
    void eachKeepsToItsMomentsHoweverLongAnAnswerTakes(long start) {
        UpstreamState up = Health.after(UpstreamState.unknown(start), PASS, start);
        long pause = Duration.ofSeconds(30).toNanos();
        long due = Schedule.DEFAULT.next(ID, up, start);
        assertThat(due - start).isBetween(pause / 2, pause / 2 * 3);
        for (long latency : new long[] {0, 1, pause / 10, pause / 2 - 1}) {
            long next = Schedule.DEFAULT.next(ID, up, due + latency);
            assertThat(next - due).as("latency %d", latency).isEqualTo(pause);
            due = next;
        }
    }

    @Test
    void manySpreadEvenlyAndTheSameEveryTime() {
        UpstreamState up = Health.after(UpstreamState.unknown(0), PASS, 0);
        int[] perSecond = new int[30];
        for (UpstreamId id : crowd(10_000)) {
            long due = Schedule.DEFAULT.next(id, up, 0);
            assertThat(Schedule.DEFAULT.next(id, up, 0)).isEqualTo(due);
            perSecond[(int) (due / Duration.ofSeconds(1).toNanos()) % 30]++;
        }
        assertThat(IntStream.of(perSecond).max().orElseThrow()).isLessThan(420);
        assertThat(IntStream.of(perSecond).min().orElseThrow()).isGreaterThan(250);
        assertThat(Schedule.DEFAULT.next(ID, up, 0)).isEqualTo(FIRST_OF_ID);
    }

    /** As people number them: names that differ in little. */
    private static List<UpstreamId> crowd(int size) {
        List<UpstreamId> ids = new ArrayList<>();
        for (int one = 0; one < size; one++) {
            ids.add(new UpstreamId("gpu" + one / 4, "llama-" + one % 4));
        }
        return ids;
    }

    private static List<Integer> pauses(Observation... seen) {
        List<Integer> pauses = new ArrayList<>();
        UpstreamState state = UpstreamState.unknown(0);
        for (Observation one : seen) {
            state = Health.after(state, one, 0);
            pauses.add((int) Schedule.DEFAULT.pause(state).toSeconds());
        }
        return pauses;
    }
}
