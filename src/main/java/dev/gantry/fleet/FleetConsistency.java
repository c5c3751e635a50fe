package dev.gantry.fleet;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Checks that what a fleet file names exists: hosts, stacks, Compose files, env files. */
final class FleetConsistency {
    private final Fleet fleet;
    private final Problems problems;

    private FleetConsistency(Fleet fleet, Problems problems) {
        this.fleet = fleet;
        this.problems = problems;
    }

    static void check(Fleet fleet, Problems problems) {
        FleetConsistency check = new FleetConsistency(fleet, problems);
        fleet.stacks().values().forEach(check::stack);
        check.circles();
        check.envFiles(fleet.envFiles());
        fleet.hosts().values().forEach(host -> check.envFiles(host.envFiles()));
    }

    private void stack(Stack stack) {
        for (Stack.ComposeFile one : stack.compose()) {
            if (!one.file().isEmpty()) {
                requireFile(
                        one.file(),
                        one.location(),
                        "Compose file",
                        "paths start at the folder of gantry.yaml");
            }
        }
        envFiles(stack.envFiles());
        stack.models().forEach(this::modelfile);
        hosts(stack);
        for (Need need : stack.needs()) {
            if (!fleet.stacks().containsKey(need.stack())) {
                problems.error(
                        need.location(),
                        named(stack) + " needs \"" + need.stack() + "\", which is no stack",
                        DidYouMean.hint(need.stack(), fleet.stacks().keySet()));
            }
        }
    }

    private void modelfile(Model model) {
        if (model.source() instanceof Model.Ollama it && !it.modelfile().isEmpty()) {
            requireFile(
                    it.modelfile(),
                    model.location(),
                    "Modelfile",
                    "paths start at the folder of gantry.yaml");
        }
    }

    private void hosts(Stack stack) {
        switch (stack.hosts()) {
            case HostSelector.Only() -> {
                if (fleet.hosts().size() > 1) {
                    problems.error(
                            stack.location(),
                            named(stack) + " does not say on which of the hosts it runs",
                            "hosts: [" + String.join(", ", fleet.hosts().keySet()) + "], or some");
                }
            }
            case HostSelector.Named _ -> {}
            case HostSelector.Labelled _ -> {}
        }
    }

    private void circles() {
        SequencedMap<String, List<String>> needs = new LinkedHashMap<>();
        fleet.stacks()
                .forEach((name, stack) ->
                        needs.put(name, stack.needs().stream().map(Need::stack).toList()));
        List<String> circle = DependencyOrder.circle(needs);
        if (circle.isEmpty()) {
            return;
        }
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < circle.size(); i++) {
            String from = circle.get(i);
            String to = circle.get((i + 1) % circle.size());
            words.append(i == 0 ? "" : ", ").append(from).append(" needs ").append(to);
            words.append(" (").append(place(from, to)).append(')');
        }
        problems.error(
                place(circle.getFirst(), circle.size() > 1 ? circle.get(1) : circle.getFirst()),
                "stacks need each other in a circle: " + words,
                "take one of these needs away");
    }

    private Location place(String from, String to) {
        Stack stack = fleet.stacks().get(from);
        if (stack == null) {
            return Location.of(fleet.file());
        }
        return stack.needs().stream()
                .filter(need -> need.stack().equals(to))
                .map(Need::location)
                .findFirst()
                .orElse(stack.location());
    }

    private void envFiles(List<EnvFile> files) {
        for (EnvFile one : files) {
            if (one.required() && !one.path().isEmpty()) {
                requireFile(
                        one.path(),
                        one.location(),
                        "env file",
                        "create it, or say {path: " + one.path() + ", required: false}");
            }
        }
    }

    private void requireFile(String written, Location location, String what, String hint) {
        Path path = fleet.directory().resolve(written);
        if (Files.isRegularFile(path)) {
            return;
        }
        Optional<String> odd = TextFile.oddity(path);
        String near = odd.isPresent() ? "name a file" : nearby(path);
        problems.error(
                location,
                what + " " + written + " " + odd.orElse("does not exist"),
                near.isEmpty() ? hint : near);
    }

    private static String nearby(Path path) {
        Path folder = path.getParent();
        Path name = path.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return "";
        }
        String[] names = folder.toFile().list();
        String hint =
                names == null
                        ? ""
                        : DidYouMean.hint(name.toString(), new TreeSet<>(List.of(names)));
        return hint.startsWith("did you mean") ? hint : "";
    }

    private static String named(Stack stack) {
        return "stack \"" + stack.name() + "\"";
    }
}
