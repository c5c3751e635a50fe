package dev.gantry.build;

import dev.gantry.compose.CanonicalProjects;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.YamlReader;
import dev.gantry.golden.CaseFile;
import dev.gantry.plan.BuildOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What both builders are told. A case has the project's canonical form and, where there are any,
 * {@code options}, one a line.
 */
class BuildGoldenTest {

    @TestFactory
    Stream<DynamicTest> orders() {
        return CaseFile.tests("build", BuildGoldenTest::answer);
    }

    private static String answer(CaseFile one) {
        Project project =
                CanonicalProjects.bind(
                        Path.of("/srv/app"),
                        (MapNode)
                                YamlReader.read("canonical", one.section("canonical"))
                                        .orElseThrow(),
                        Set.of(),
                        Map.of("TOKEN", "s3cret"));
        StringBuilder out = new StringBuilder();
        for (Service service : project.services().values()) {
            if (service.built()) {
                describe(new BuildOrder(project, service, options(one)), out);
            }
        }
        return out.toString();
    }

    private static BuildOptions options(CaseFile one) {
        List<String> lines = one.section("options").lines().toList();
        return new BuildOptions(
                lines.stream().filter(line -> line.matches("[A-Z](=.*)?")).toList(),
                lines.contains("no-cache"),
                lines.contains("pull"),
                lines.stream().filter("default"::equals).toList(),
                lines.contains("memory") ? 1024 : 0,
                buildKit(lines));
    }

    /** {@code --builder mine}. */
    private static SequencedMap<String, String> buildKit(List<String> lines) {
        SequencedMap<String, String> asked = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.startsWith("--")) {
                String[] words = line.substring(2).split(" ");
                asked.put(words[0], words[1]);
            }
        }
        return asked;
    }

    private static void describe(BuildOrder order, StringBuilder out) {
        CliBuild cli = new CliBuild(order);
        out.append("docker");
        for (String word : cli.arguments()) {
            out.append(word.startsWith("-") ? "\n  " : " ").append(word);
        }
        out.append('\n');
        if (!cli.input().isEmpty()) {
            out.append("< ").append(cli.input().strip()).append('\n');
        }
        cli.environment().forEach((key, value) -> out.append(key + "=" + value + "\n"));
        out.append("POST /build\n");
        ClassicBuild classic = new ClassicBuild(order);
        classic.parameters()
                .forEach(one -> out.append("  " + one.name() + "=" + one.value() + "\n"));
        classic.limits()
                .forEach(limit -> out.append(limit.location() + ": " + limit.message() + "\n"));
    }
}
