package dev.gantry.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fleets, and what checks find in them. Every section is a file, but {@code stack}, which has the
 * stacks that are selected. A case {@code CODE.case} shows the finding, {@code CODE-quiet.case}
 * what looks like it and is none.
 */
class CheckCasesTest {
    private static final String QUIET = "-quiet.case";

    @TempDir private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("check", this::answer);
    }

    @Test
    void everyRuleHasACaseInWhichItFindsAndOneInWhichItMustNot() {
        Map<String, String> expected =
                CaseFile.all("check")
                        .collect(
                                Collectors.toMap(
                                        one -> String.valueOf(one.file().getFileName()),
                                        CaseFile::expected));
        for (Rule rule : Checks.rules()) {
            String code = "[" + rule.code() + "]";
            assertThat(expected.get(rule.code() + ".case")).as(rule.code()).contains(code);
            assertThat(expected.get(rule.code() + QUIET))
                    .as(rule.code())
                    .isNotNull()
                    .doesNotContain(code);
        }
    }

    @Test
    void codesAreDistinct() {
        List<String> codes = Checks.rules().stream().map(Rule::code).toList();
        assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("[a-z-]+"));
    }

    @Test
    void theDocumentHasTheTable() throws IOException {
        Path file = Path.of("docs/checks.md");
        String text = ChecksDocument.with(Files.readString(file));
        if ("rewrite".equals(System.getenv("GANTRY_GOLDEN"))) {
            Files.writeString(file, text);
        }
        assertThat(file).as("./dev golden writes it").hasContent(text);
    }

    private String answer(CaseFile one) {
        try {
            Path directory = Files.createTempDirectory(folder, "case").resolve("fleet");
            for (Map.Entry<String, String> file : one.inputs().entrySet()) {
                if (!file.getKey().equals("stack")) {
                    Path path = directory.resolve(file.getKey());
                    Files.createDirectories(path.resolveSibling("."));
                    Files.writeString(path, file.getValue());
                }
            }
            List<String> stacks = one.section("stack").lines().toList();
            return told(directory, stacks)
                    .replace(directory.toString(), "DIR")
                    .replace(String.valueOf(directory.getParent()), "ABOVE");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String told(Path directory, List<String> stacks) {
        StringBuilder out = new StringBuilder();
        try {
            Desired desired = desired(directory, stacks);
            Findings findings = Checks.of(desired, stacks.isEmpty());
            findings.notTold(desired.warnings()).forEach(one -> out.append(line(one)).append('\n'));
            for (Finding one : findings.all()) {
                out.append(one.isAccepted() ? "accepted: " + one.problem() : line(one.problem()))
                        .append(one.isAccepted() ? " since " + one.accepted() : "")
                        .append(" on ")
                        .append(one.deployments())
                        .append('\n');
            }
        } catch (InputException wrong) {
            wrong.problems().forEach(one -> out.append(line(one)).append('\n'));
        }
        return out.isEmpty() ? "nothing\n" : out.toString();
    }

    private static String line(Problem problem) {
        return (problem.isError() ? "error: " : "warning: ") + problem;
    }

    private static Desired desired(Path directory, List<String> stacks) {
        FleetRequest request = FleetRequest.in(directory);
        Fleet fleet = FleetLoader.load(request, Map.of());
        return DesiredBuilder.build(
                fleet,
                new FleetInputs(
                        request,
                        new Selection(List.of(), stacks),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        (stack, problems) -> new LinkedHashMap<>()));
    }
}
