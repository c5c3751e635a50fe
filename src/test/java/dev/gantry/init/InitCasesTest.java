package dev.gantry.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.DesiredBuilder;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetInputs;
import dev.gantry.fleet.FleetLoader;
import dev.gantry.fleet.FleetRequest;
import dev.gantry.fleet.Selection;
import dev.gantry.golden.CaseFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Golden folders. Every section is a file of a folder called {@code homelab}, but {@code contexts}:
 * the names of Docker contexts. The answer is the fleet file, the env files, what is told, and what
 * runs on a host with each kind of GPU.
 */
class InitCasesTest {
    private static final List<String> GPUS = List.of("none", "nvidia", "amd");

    @TempDir private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> proposals() {
        return CaseFile.tests("init", this::answer);
    }

    @TestFactory
    Stream<DynamicTest> everyProposalLoads() {
        return CaseFile.all("init")
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.title(),
                                () -> {
                                    Path root = written(one, proposal(one));
                                    for (String gpu : GPUS) {
                                        assertThat(loaded(root, gpu).deployments()).isNotEmpty();
                                    }
                                }));
    }

    private String answer(CaseFile one) {
        Proposal proposal = proposal(one);
        StringBuilder out = new StringBuilder(proposal.text());
        proposal.envFiles()
                .forEach(file ->
                        out.append("=== ")
                                .append(file.path())
                                .append(file.exists() ? " is there\n" : "\n")
                                .append(file.exists() ? "" : file.text()));
        out.append("=== told\n");
        proposal.notes().forEach(note -> out.append(note).append('\n'));
        out.append("=== what runs\n");
        Path root = written(one, proposal);
        String before = "";
        for (String gpu : GPUS) {
            String now = running(loaded(root, gpu));
            out.append(
                    now.equals(before)
                            ? "gpu: " + gpu + ": the same\n"
                            : "gpu: " + gpu + "\n" + now);
            before = now;
        }
        return out.toString().replace(root.toString(), "DIR");
    }

    private Proposal proposal(CaseFile one) {
        Path root = folder(one);
        int[] made = {0};
        Supplier<String> random = () -> "%02d".formatted(++made[0]) + "a".repeat(62);
        List<String> contexts = one.section("contexts").lines().toList();
        return Init.propose(Inventory.of(root), contexts, random, 1_700_000_000);
    }

    private Path folder(CaseFile one) {
        try {
            Path root = Files.createTempDirectory(folder, "case").resolve("homelab");
            for (Map.Entry<String, String> file : one.inputs().entrySet()) {
                if (!file.getKey().equals("contexts")) {
                    Path path = root.resolve(file.getKey());
                    Files.createDirectories(path.resolveSibling("."));
                    Files.writeString(path, file.getValue());
                }
            }
            return root;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path written(CaseFile one, Proposal proposal) {
        Path root = folder(one);
        try {
            Files.writeString(root.resolve("gantry.yaml"), proposal.text());
            for (EnvProposal file : proposal.envFiles()) {
                if (!file.exists()) {
                    Files.writeString(root.resolve(file.path()), file.text());
                }
            }
            return root;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Desired loaded(Path root, String gpu) {
        FleetRequest request = FleetRequest.in(root);
        try {
            Fleet fleet = FleetLoader.load(request, Map.of());
            Map<String, SequencedMap<String, String>> facts = new LinkedHashMap<>();
            fleet.hosts().keySet().forEach(host -> facts.put(host, facts(gpu)));
            return DesiredBuilder.build(
                    fleet,
                    new FleetInputs(
                            request,
                            Selection.all(),
                            facts,
                            Map.of(),
                            Map.of(),
                            Map.of(),
                            List.of(),
                            (_, _) -> new LinkedHashMap<>()));
        } catch (InputException wrong) {
            throw new AssertionError(
                    String.join("\n", wrong.problems().stream().map(Problem::toString).toList()),
                    wrong);
        }
    }

    private static SequencedMap<String, String> facts(String gpu) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("gpu", gpu);
        return facts;
    }

    private static String running(Desired desired) {
        StringBuilder out = new StringBuilder();
        for (Deployment one : desired.deployments()) {
            out.append("  ").append(one.id()).append(" is ").append(one.project().name());
            out.append(": ").append(String.join(" ", one.project().services().keySet()));
            out.append('\n');
        }
        return out.toString();
    }
}
