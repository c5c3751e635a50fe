package dev.gantry.fleet;

import dev.gantry.compose.StandardInput;
import dev.gantry.compose.model.Project;
import dev.gantry.diag.GantryException;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problems;
import dev.gantry.diag.UsageException;
import dev.gantry.golden.CaseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Golden fleets. Every section but {@code inputs} is a file; the answer tells what runs where, from
 * which files.
 */
class FleetCasesTest {
    @TempDir private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> fleets() {
        return CaseFile.tests("fleet", this::answer);
    }

    private String answer(CaseFile one) {
        try {
            Path directory = Files.createTempDirectory(folder, "case");
            for (Map.Entry<String, String> file : one.inputs().entrySet()) {
                if (!file.getKey().equals("inputs")) {
                    Path path = directory.resolve(file.getKey());
                    Files.createDirectories(path.resolveSibling("."));
                    Files.writeString(path, file.getValue());
                }
            }
            return new Run(directory, one.section("inputs")).answer();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One case. */
    private static final class Run {
        private final Path directory;
        private final SequencedMap<String, List<String>> inputs = new LinkedHashMap<>();
        private final StringBuilder out = new StringBuilder();

        Run(Path directory, String inputs) {
            this.directory = directory;
            for (String line : inputs.lines().toList()) {
                int space = line.indexOf(' ');
                this.inputs
                        .computeIfAbsent(line.substring(0, space), key -> new ArrayList<>())
                        .add(line.substring(space + 1));
            }
        }

        String answer() {
            try {
                describe();
            } catch (InputException wrong) {
                wrong.problems()
                        .forEach(one -> line((one.isError() ? "error: " : "warning: ") + one));
            } catch (UsageException wrong) {
                line("usage: " + wrong.getMessage() + " (" + wrong.hint() + ")");
            } catch (GantryException other) {
                throw new AssertionError(other);
            }
            return out.toString().replace(directory.toString(), "DIR");
        }

        private void describe() {
            FleetRequest request =
                    new FleetRequest(
                            directory.resolve(String.join("", all("in"))).normalize(),
                            all("file"),
                            "",
                            String.join("", all("project")),
                            Set.copyOf(all("profile")),
                            all("env-file"),
                            StandardInput.none());
            Fleet fleet = FleetLoader.load(request, pairs("process"));
            Set<String> asked = FactNeeds.hosts(fleet, pairs("label"));
            if (!asked.isEmpty()) {
                line("ask " + String.join(", ", asked) + " for facts");
            }
            FleetInputs all = inputs(request);
            Desired desired = DesiredBuilder.build(fleet, all);
            for (Deployment one : desired.deployments()) {
                line(one.id() + " is " + services(one));
                if (!fleet.images().equals(ImageNames.AS_WRITTEN)) {
                    images(one);
                }
                one.stack()
                        .checks()
                        .forEach(check -> check(new Conditions(fleet, all), one, check));
                environment(
                        DesiredBuilder.environment(
                                fleet, all, one.stack(), one.host(), new Problems()));
            }
            desired.warnings().forEach(warning -> line("warning: " + warning));
        }

        private void check(Conditions conditions, Deployment one, SmokeCheck check) {
            line("  check " + check.name() + ": " + check.question() + " for " + check.timeout());
            conditions
                    .against(one, check.when())
                    .ifPresent(why -> line("  check " + check.name() + " does not count: " + why));
        }

        private static String services(Deployment one) {
            Project project = one.project();
            return project.name()
                    + " "
                    + project.files().stream().map(Path::getFileName).toList()
                    + ": "
                    + String.join(" ", project.services().keySet());
        }

        private void images(Deployment one) {
            one.project()
                    .services()
                    .forEach((name, service) -> line("  " + name + " from " + service.image()));
        }

        private void environment(Environment environment) {
            environment
                    .variables()
                    .forEach((name, one) ->
                            line(
                                    "  "
                                            + name
                                            + "="
                                            + one.value()
                                            + " from "
                                            + one.origin()
                                            + " "
                                            + one.place()));
        }

        private FleetInputs inputs(FleetRequest request) {
            SequencedMap<String, SequencedMap<String, String>> facts = new LinkedHashMap<>();
            for (String fact : all("fact")) {
                String[] words = fact.split(" ");
                facts.computeIfAbsent(words[0], key -> new LinkedHashMap<>())
                        .put(words[1], words[2]);
            }
            return new FleetInputs(
                    request,
                    new Selection(all("host"), all("stack")),
                    facts,
                    pairs("label"),
                    pairs("process"),
                    pairs("env"),
                    all("service"),
                    (stack, problems) -> secrets());
        }

        private SequencedMap<String, Secret> secrets() {
            SequencedMap<String, Secret> secrets = new LinkedHashMap<>();
            pairs("secret").forEach((name, value) -> secrets.put(name, new Secret(value, "keys")));
            return secrets;
        }

        private static SequencedMap<String, String> parse(String text) {
            SequencedMap<String, String> values = new LinkedHashMap<>();
            text.lines()
                    .map(line -> line.split("=", 2))
                    .forEach(pair -> values.put(pair[0], pair[1]));
            return values;
        }

        private List<String> all(String key) {
            return inputs.getOrDefault(key, List.of());
        }

        private SequencedMap<String, String> pairs(String key) {
            return parse(all(key).stream().collect(Collectors.joining("\n")));
        }

        private void line(String text) {
            out.append(text).append('\n');
        }
    }
}
