package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.explain.Explanation;
import dev.gantry.compose.explain.ExplanationJson;
import dev.gantry.compose.explain.ExplanationText;
import dev.gantry.compose.explain.Step;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import dev.gantry.golden.CaseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One folder of cases for each phase of loading. Sections are files by name, but {@code args} (what
 * follows {@code docker compose}; {@code config} when there is no such section) and {@code env}.
 */
class LoadingGoldenTest {
    private static final List<String> FAULTS =
            List.of("fault: 1\n", "x-fault: [\"${FAULT?}\"]\n", "x-fault: [\n");

    @TempDir Path scratch;

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("compose", this::answer);
    }

    /** Whatever loads can be explained, and every chain ends with the value that there is. */
    @TestFactory
    Stream<DynamicTest> explanationsEndWithTheValue() {
        return CaseFile.all("compose")
                .map(one -> DynamicTest.dynamicTest(one.title(), () -> explainsAll(one)));
    }

    /** Loading goes on after a fault to tell others; where there is only one, it tells no other. */
    @TestFactory
    Stream<DynamicTest> oneFaultIsOneProblem() {
        return CaseFile.all("compose")
                .map(one -> DynamicTest.dynamicTest(one.title(), () -> tellsFaultsAlone(one)));
    }

    private void tellsFaultsAlone(CaseFile one) {
        Path directory = files(one);
        if (!refusals(one, directory).isEmpty()) {
            return;
        }
        for (var input : one.inputs().entrySet()) {
            for (String fault : FAULTS) {
                Path file = directory.resolve(input.getKey());
                if (input.getKey().matches(".*\\.ya?ml")) {
                    write(file, input.getKey(), input.getValue() + fault);
                    List<Problem> told = refusals(one, directory);
                    assertThat(told)
                            .as("%s with %s", file, fault)
                            .hasSizeLessThanOrEqualTo(1)
                            .allMatch(
                                    problem -> problem.location().source().equals(file.toString()));
                    write(file, input.getKey(), input.getValue());
                }
            }
        }
    }

    private static List<Problem> refusals(CaseFile one, Path directory) {
        ConfigArguments arguments = ConfigArguments.parse(args(one));
        try {
            ConfigView.render(arguments.request(directory, environment(one)), arguments.options());
            return List.of();
        } catch (InputException refused) {
            return refused.problems().stream().filter(Problem::isError).toList();
        }
    }

    private void explainsAll(CaseFile one) {
        Path directory = files(one);
        LoadRequest request = ConfigArguments.parse(args(one)).request(directory, environment(one));
        List<Explanation> explanations;
        try {
            ComposeLoader.loadModel(request);
            explanations = Explaining.of(request, List.of(), Map.of()).explanations();
        } catch (InputException refused) {
            return;
        }
        assertThat(explanations).isNotEmpty().allSatisfy(LoadingGoldenTest::endsWithItsValue);
    }

    private static void endsWithItsValue(Explanation one) {
        assertThat(one.steps()).as(one.path()).isNotEmpty();
        if (one.isThere() && one.value() instanceof ScalarNode value) {
            List<Node> values =
                    one.steps().stream().flatMap(step -> valueAfter(step).stream()).toList();
            assertThat(Values.text(values.getLast())).as(one.path()).isEqualTo(Values.text(value));
        }
    }

    private static Optional<Node> valueAfter(Step step) {
        return switch (step) {
            case Step.Wrote it -> Optional.of(it.value());
            case Step.Filled it -> Optional.of(it.value());
            case Step.Became it -> Optional.of(it.value());
            case Step.Added it -> Optional.of(it.value());
            case Step.Brought _, Step.Overrode _, Step.Joined _, Step.Dropped _, Step.Noted _ ->
                    Optional.empty();
        };
    }

    private Path files(CaseFile one) {
        Path directory = scratch.resolve(String.valueOf(one.file().getFileName())).resolve("shop");
        one.inputs().forEach((name, text) -> write(directory.resolve(name), name, text));
        return directory;
    }

    private static List<String> args(CaseFile one) {
        return words(one.section("args").isBlank() ? "config" : one.section("args"));
    }

    private String answer(CaseFile one) {
        Path directory = files(one);
        List<String> args = args(one);
        return run(args, directory, environment(one)).replace(directory.toString(), "$DIR");
    }

    private static String run(List<String> args, Path directory, Map<String, String> environment) {
        ConfigArguments arguments = ConfigArguments.parse(args);
        try {
            if (arguments.explain()) {
                return explained(arguments, directory, environment);
            }
            ConfigView.Rendered rendered =
                    ConfigView.render(
                            arguments.request(directory, environment), arguments.options());
            return rendered.text() + told(rendered.warnings());
        } catch (InputException refused) {
            return told(refused.problems());
        }
    }

    private static String explained(
            ConfigArguments arguments, Path directory, Map<String, String> environment) {
        Explaining.Explained explained =
                Explaining.of(
                        arguments.request(directory, environment), arguments.paths(), Map.of());
        UnaryOperator<String> shown = file -> file.replace(directory + "/", "");
        String text =
                arguments.options().json()
                        ? JsonWriter.pretty(
                                        new ExplanationJson(shown)
                                                .of(explained.project(), explained.explanations()))
                                + "\n"
                        : new ExplanationText(shown).of(explained.explanations());
        return text + told(explained.warnings());
    }

    private static String told(List<Problem> problems) {
        return problems.stream()
                .map(problem -> (problem.isError() ? "error: " : "warning: ") + problem + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static Map<String, String> environment(CaseFile one) {
        Map<String, String> environment = new LinkedHashMap<>(Map.of("HOME", "/home/user"));
        for (String line : new ArrayList<>(one.section("env").lines().toList())) {
            int cut = line.indexOf('=');
            environment.put(line.substring(0, cut), line.substring(cut + 1));
        }
        return environment;
    }

    private static void write(Path file, String name, String text) {
        if (name.equals("args") || name.equals("env")) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
