package dev.gantry.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.Kind;
import dev.gantry.server.watchdog.Fetched.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a service answers, the probe ends, with words that fit on a line. */
class HostileAnswersTest {
    private static final List<String> PARTS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    ",",
                    "\"",
                    "\"data\":",
                    "\"models\":",
                    "\"id\":",
                    "\"status\":",
                    "\"model_loaded\":",
                    "\"total_slots\":",
                    "null",
                    "true",
                    "-1",
                    "1e999",
                    "9999999999999999999",
                    "\"a\"",
                    "\\u0000",
                    "\\ud800",
                    "\ud800",
                    "\u202e",
                    "\u0000",
                    "<html>",
                    "\n",
                    "loading",
                    "\"version\":",
                    "\"model_id\":");
    private static final int[] STATUSES = {100, 200, 204, 301, 401, 403, 404, 429, 500, 503, 999};

    @ParameterizedTest
    @EnumSource
    void randomBodiesAreNoExceptions(Kind kind) {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            assertThat(words(kind, () -> random(random)))
                    .as("seed %d", seed)
                    .allSatisfy(HostileAnswersTest::isOneLine);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deepAndLongBodiesAreNoExceptions(Kind kind) {
        for (String body :
                List.of(
                        "[".repeat(1 << 20),
                        "{\"data\":".repeat(100_000),
                        "{\"error\":".repeat(400) + "1" + "}".repeat(400),
                        "{\"data\":[" + "{\"id\":\"x\"},".repeat(80_000) + "{}]}",
                        " ".repeat(3 << 20),
                        "x".repeat(3 << 20))) {
            for (int status : STATUSES) {
                assertThat(words(kind, () -> new Answer(status, body, true, Duration.ZERO)))
                        .allSatisfy(HostileAnswersTest::isOneLine);
            }
        }
    }

    @Test
    void noMoreThanAMegabyteIsKept() {
        Answer answer = new Answer(200, "x".repeat(3 << 20), true, Duration.ZERO);
        assertThat(answer.body()).hasSize(1 << 20);
        assertThat(answer.whole()).isFalse();
    }

    @Test
    void aListThatWasCutIsNotRead() {
        Answer cut = new Answer(200, "{\"data\":[]}", false, Duration.ZERO);
        assertThat(words(Kind.OPENAI, () -> cut))
                .containsExactly("GET /v1/models answered 200 with more than 1 MB");
    }

    @Test
    void aListOfEndlessModelsIsCut() {
        StringBuilder data = new StringBuilder("{\"data\":[");
        for (int one = 0; one < 20_000; one++) {
            data.append("{\"id\":\"m").append(one).append("\"},");
        }
        Answer answer = new Answer(200, data + "{\"id\":\"z\"}]}", true, Duration.ZERO);
        assertThat(end(Kind.OPENAI, () -> answer))
                .isInstanceOfSatisfying(
                        Observation.Passed.class,
                        passed -> assertThat(passed.learned().models()).hasSize(5000));
    }

    private interface Source {
        Fetched next();
    }

    private static Answer random(Random random) {
        StringBuilder body = new StringBuilder();
        int parts = random.nextInt(40);
        for (int part = 0; part < parts; part++) {
            body.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        int status = random.nextInt(3) > 0 ? 200 : STATUSES[random.nextInt(STATUSES.length)];
        return new Answer(status, body.toString(), random.nextInt(9) > 0, Duration.ofMillis(1));
    }

    private static Observation end(Kind kind, Source source) {
        Turn turn = new Probe(Machines.service("llm", kind)).begin(Learned.NOTHING);
        int asked = 0;
        while (turn instanceof Turn.Ask ask) {
            asked++;
            assertThat(asked).isLessThanOrEqualTo(4);
            turn = ask.then().apply(source.next());
        }
        return ((Turn.Done) turn).observation();
    }

    private static List<String> words(Kind kind, Source source) {
        List<String> words = new ArrayList<>();
        switch (end(kind, source)) {
            case Observation.Passed(_, Learned learned, String trouble) -> {
                words.add(trouble);
                words.addAll(learned.models());
                words.addAll(learned.warm());
            }
            case Observation.Loading(String reason) -> words.add(reason);
            case Observation.Failed(String reason, _) -> words.add(reason);
        }
        return words;
    }

    private static void isOneLine(String words) {
        assertThat(words.length()).isLessThan(500);
        assertThat(words.codePoints().allMatch(Body::isPlain)).as(words).isTrue();
    }
}
