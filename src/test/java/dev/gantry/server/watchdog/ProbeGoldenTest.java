package dev.gantry.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.golden.CaseFile;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import dev.gantry.server.watchdog.Fetched.Answer;
import dev.gantry.server.watchdog.Fetched.Cause;
import dev.gantry.server.watchdog.Fetched.Failure;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is asked of each kind of service, and what its answers mean. A case has the service's fields
 * ({@code kind}, {@code path}, {@code probe}, {@code models}, {@code token}), and its answers: the
 * path, then a status and a body, or a {@link Cause} and words. What has no answer there answers
 * 404.
 */
class ProbeGoldenTest {

    @TestFactory
    Stream<DynamicTest> probes() {
        return CaseFile.tests("watchdog", ProbeGoldenTest::course);
    }

    @Test
    void everyKindHasCases() {
        Set<Kind> kinds =
                CaseFile.all("watchdog")
                        .map(one -> service(one).kind())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
    }

    private static String course(CaseFile one) {
        Map<String, Fetched> answers = new HashMap<>();
        one.section("answers")
                .lines()
                .forEach(line -> answers.put(line.split(" ")[0], fetched(line)));
        StringBuilder out = new StringBuilder();
        Learned known =
                Learned.NOTHING
                        .withModels(List.of("old"))
                        .withWarm(List.of("old"))
                        .withSlots(OptionalInt.of(7));
        Turn turn = new Probe(service(one)).begin(known);
        while (turn instanceof Turn.Ask ask) {
            out.append("GET ").append(ask.path()).append('\n');
            turn = ask.then().apply(answers.getOrDefault(ask.path(), fetched("- 404 ")));
        }
        return out.append(words(((Turn.Done) turn).observation())).toString();
    }

    private static InferenceService service(CaseFile one) {
        Map<String, String> fields = new HashMap<>();
        one.section("service")
                .lines()
                .map(line -> line.split(": ", 2))
                .forEach(pair -> fields.put(pair[0], pair[1]));
        return Machines.asked(
                        Kind.parse(fields.getOrDefault("kind", "")).orElseThrow(),
                        fields.getOrDefault("path", ""),
                        fields.getOrDefault("probe", ""),
                        fields.getOrDefault("token", ""),
                        fields.containsKey("models")
                                ? Arrays.asList(fields.get("models").split(" "))
                                : List.of())
                .named("llm");
    }

    private static Fetched fetched(String line) {
        String[] words = line.split(" ", 3);
        String rest = words.length < 3 ? "" : words[2];
        return Character.isDigit(words[1].charAt(0))
                ? new Answer(Integer.parseInt(words[1]), rest, true, Duration.ofMillis(3))
                : new Failure(Cause.valueOf(words[1].toUpperCase(Locale.ROOT)), rest);
    }

    private static String words(Observation observation) {
        return switch (observation) {
            case Observation.Loading(String reason) -> "loading: " + reason;
            case Observation.Failed(String reason, boolean certain) ->
                    (certain ? "failed for certain: " : "failed: ") + reason;
            case Observation.Passed(_, Learned learned, String trouble) ->
                    "passed%s%nmodels: %s%nwarm: %s%nslots: %s"
                            .formatted(
                                    trouble.isEmpty() ? "" : ", but " + trouble,
                                    learned.models(),
                                    learned.warm(),
                                    learned.slots().isPresent() ? learned.slots().getAsInt() : "-");
        };
    }
}
