package dev.gantry.check;

import dev.gantry.compose.Notes;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.ScalarNode;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Environment;
import dev.gantry.fleet.VariableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** What a {@code .env.example} asks for, beside what the variables are. */
final class ExampleVariables implements Check {
    static final Rule MISSING =
            Rule.warning(
                    "variable-missing",
                    "A Compose file uses a variable without a default that has no value, and the `.env.example` beside it, or beside `gantry.yaml`, lists it",
                    "Write it into `.env`, as the example shows; `${NAME:-default}` where it may be left out");

    private static final Rule PLACEHOLDER =
            Rule.warning(
                    "example-value",
                    "A variable still has the placeholder of `.env.example`: `changeme`, `your-…`, `<…>`",
                    "Give it a value of its own");

    private static final String FILE = ".env.example";

    private static final List<String> PLACEHOLDERS =
            List.of(
                    "changeme",
                    "change-me",
                    "change_me",
                    "replaceme",
                    "replace-me",
                    "replace_me",
                    "placeholder");

    private static final List<String> BEGINNINGS = List.of("your-", "your_", "your ", "<your");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING, PLACEHOLDER);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        Map<Path, SequencedMap<String, ScalarNode>> read = new HashMap<>();
        for (Deployment one : ground.desired().deployments()) {
            SequencedMap<String, ScalarNode> example = new LinkedHashMap<>();
            for (Path folder : folders(ground, one)) {
                read.computeIfAbsent(folder, ExampleVariables::read).forEach(example::putIfAbsent);
            }
            if (!example.isEmpty()) {
                missing(one, example, findings);
                placeholders(one, example, findings);
            }
        }
    }

    private static Set<Path> folders(Ground ground, Deployment deployment) {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(deployment.project().directory());
        if (ground.isFleet()) {
            folders.add(ground.desired().fleet().directory());
        }
        return folders;
    }

    /** What is wrong in an example is no business of ours. */
    private static SequencedMap<String, ScalarNode> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new LinkedHashMap<>();
        }
        try {
            return new VariableFile(file, file.toString(), Location.of(file.toString()))
                    .variables(Map.of(), new Problems());
        } catch (InputException tooMuch) {
            return new LinkedHashMap<>();
        }
    }

    private static void missing(
            Deployment deployment, Map<String, ScalarNode> example, Findings findings) {
        Set<String> told = new LinkedHashSet<>();
        for (Notes.Blank blank : deployment.setting().notes().blanks()) {
            ScalarNode listed = example.get(blank.name());
            if (listed != null && told.add(blank.name())) {
                findings.add(
                        MISSING,
                        blank.location(),
                        deployment,
                        "variable "
                                + blank.name()
                                + (blank.set() ? " is empty" : " is not set")
                                + ", and "
                                + FILE
                                + " lists it",
                        "write it into .env, as line "
                                + listed.location().line()
                                + " of "
                                + FILE
                                + " does");
            }
        }
    }

    private static void placeholders(
            Deployment deployment, Map<String, ScalarNode> example, Findings findings) {
        example.forEach((name, listed) -> {
            Environment.Variable variable =
                    deployment.setting().environment().variables().get(name);
            if (variable != null
                    && variable.value().equals(listed.text())
                    && isPlaceholder(listed.text())) {
                findings.add(
                        PLACEHOLDER,
                        variable.place(),
                        deployment,
                        "variable " + name + " still has the placeholder of " + FILE,
                        "give it a value of its own");
            }
        });
    }

    private static boolean isPlaceholder(String value) {
        String small = value.toLowerCase(Locale.ROOT);
        return PLACEHOLDERS.stream().anyMatch(small::contains)
                || BEGINNINGS.stream().anyMatch(small::startsWith)
                || (small.length() > 2 && small.startsWith("<") && small.endsWith(">"));
    }
}
