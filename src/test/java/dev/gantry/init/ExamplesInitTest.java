package dev.gantry.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.DesiredBuilder;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetInputs;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.fleet.FleetRequest;
import dev.gantry.fleet.Need;
import dev.gantry.fleet.Selection;
import dev.gantry.fleet.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples without their fleet files: what is proposed in their place runs the same, but for
 * what only a person can know: which hosts there are, what they are called, what is labelled how,
 * the names of projects, and who gives secrets.
 */
class ExamplesInitTest {
    private static final String FLEET = "gantry.yaml";

    /** What a person says in the example. */
    private static final Map<String, String> LABELS = Map.of("openwebui", "yes");

    private static final Map<String, String> VARIABLES =
            Map.of("SD_WEBUI_IMAGE", "sd", "GPU_ADDRESS", "10.0.0.2");

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "multi-host-overlays, nvidia",
        "multi-host-overlays, amd",
        "multi-host-overlays, none",
        "two-machine-topology, nvidia",
        "stack-based-homelab, none",
        "stack-based-homelab, nvidia",
        "stack-based-homelab, amd",
        "two-stack-homelab, nvidia",
        "mixed-cluster, nvidia"
    })
    void theProposalRunsTheSame(String example, String gpu) throws IOException {
        Path ours = folder.resolve("ours").resolve(example);
        Path proposed = folder.resolve("proposed").resolve(example);
        copy(Path.of("examples", example), ours);
        copy(Path.of("examples", example), proposed);
        Files.deleteIfExists(proposed.resolve("flat").resolve(FLEET));
        Files.delete(proposed.resolve(FLEET));
        Supplier<String> random = () -> "a".repeat(64);
        Proposal proposal = Init.propose(Inventory.of(proposed), List.of(), random, 1_700_000_000);
        Files.writeString(proposed.resolve(FLEET), proposal.text());
        for (EnvProposal file : proposal.envFiles()) {
            String text = file.text().replaceAll("(?m)^(\\w+)=$", "$1=given-out-elsewhere");
            Files.writeString(proposed.resolve(file.path()), text);
            Files.writeString(ours.resolve(file.path()), text);
        }
        Map<String, String> variables = new LinkedHashMap<>(VARIABLES);
        variables.putAll(secrets(ours));
        Desired one = loaded(ours, gpu, variables);
        Desired other = loaded(proposed, gpu, variables);
        assertThat(images(other, proposed)).isEqualTo(images(one, ours));
        assertThat(order(one, ours)).containsAll(order(other, proposed));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
            }
        }
    }

    /** What providers of secrets would give: all that stands in the env file of the folder. */
    private static Map<String, String> secrets(Path root) throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>();
        if (Files.exists(root.resolve(".env"))) {
            for (String line : Files.readAllLines(root.resolve(".env"))) {
                if (line.matches("\\w+=.*")) {
                    secrets.put(line.split("=", 2)[0], line.split("=", 2)[1]);
                }
            }
        }
        return secrets;
    }

    private static Desired loaded(Path root, String gpu, Map<String, String> variables) {
        FleetRequest request = FleetRequest.in(root);
        Fleet fleet = FleetLoader.load(request, Map.of());
        Map<String, String> labels = new LinkedHashMap<>(LABELS);
        labels.put("gpu", gpu);
        return DesiredBuilder.build(
                fleet,
                new FleetInputs(
                        request,
                        Selection.all(),
                        Map.of(),
                        labels,
                        variables,
                        Map.of(),
                        List.of(),
                        (_, _) -> new LinkedHashMap<>()));
    }

    /** Image by service, by the first file of its stack. */
    private static Map<String, Map<String, String>> images(Desired desired, Path root) {
        Map<String, Map<String, String>> stacks = new TreeMap<>();
        for (Deployment one : desired.deployments()) {
            Map<String, String> images = new TreeMap<>();
            one.project().services().forEach((name, service) -> images.put(name, service.image()));
            stacks.put(base(one.stack(), root), images);
        }
        return stacks;
    }

    private static String base(Stack stack, Path root) {
        return root.relativize(root.resolve(stack.compose().getFirst().file()).normalize())
                .toString();
    }

    /** {@code A before B}, with what follows from it. */
    private static Set<String> order(Desired desired, Path root) {
        Map<String, Stack> stacks = desired.fleet().stacks();
        Set<String> order = new TreeSet<>();
        stacks.values()
                .forEach(stack ->
                        before(stack, stacks, new TreeSet<>())
                                .forEach(name ->
                                        order.add(
                                                base(Objects.requireNonNull(stacks.get(name)), root)
                                                        + " before "
                                                        + base(stack, root))));
        return order;
    }

    private static Set<String> before(Stack stack, Map<String, Stack> stacks, Set<String> found) {
        Set<String> needed =
                stack.needs().stream()
                        .map(Need::stack)
                        .filter(found::add)
                        .collect(Collectors.toCollection(TreeSet::new));
        needed.forEach(name -> before(Objects.requireNonNull(stacks.get(name)), stacks, found));
        return found;
    }
}
