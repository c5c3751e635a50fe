package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.GitRepository;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.Node;
import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that are older than their sources, on both engines, from a context that Git knows. */
@ExtendWith(TwoHosts.class)
class OldImageTest {
    private final Scenario fleet;
    private final TwoHosts.Hosts hosts;
    private final Path programs;
    private final GitRepository sources;

    OldImageTest(@TempDir Path folder, TwoHosts.Hosts hosts) throws IOException {
        this.fleet = new Scenario(folder.resolve("fleet"), hosts);
        this.hosts = hosts;
        this.programs = Files.createDirectories(folder.resolve("programs"));
        this.sources = GitRepository.in(fleet.folder());
        Files.createSymbolicLink(programs.resolve("docker"), hosts.lab().docker());
        Path plugins = Files.createDirectories(folder.resolve("config/cli-plugins"));
        Files.createSymbolicLink(plugins.resolve("docker-buildx"), hosts.lab().buildx());
    }

    /** One image says its commit, as those of a pipeline do; the other one does not. */
    private void write(Instant time) {
        fleet.file(
                "gantry.yaml",
                """
                fleet: aging
                hosts: {one: {engine: "${ONE}"}, two: {engine: "${TWO}"}}
                stacks: {aging: {project: aging, compose: [compose.yaml], hosts: [one, two]}}
                """);
        fleet.file(
                "compose.yaml",
                """
                services:
                  plain:
                    image: aging/plain:1
                    build: {context: api}
                    command: [sleep, "1000"]
                    stop_grace_period: 0s
                  labelled:
                    image: aging/labelled:1
                    build:
                      context: api
                      labels: {org.opencontainers.image.revision: "$REVISION"}
                    command: [sleep, "1000"]
                    stop_grace_period: 0s
                """);
        sources.write(time, "api/Dockerfile", "FROM lab/toolbox:1\nCOPY a.txt /a.txt\n");
        sources.write(time, "api/a.txt", "first\n");
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "--rmi", "all", "--yes").exits(0);
    }

    private Command.Run gantry(BuildTest.Builder builder, String revision, String... words) {
        return fleet.command(words)
                .with(
                        Map.of(
                                "REVISION",
                                revision,
                                "PATH",
                                programs + ":" + System.getenv("PATH"),
                                "DOCKER_CONFIG",
                                programs.resolveSibling("config").toString(),
                                "DOCKER_BUILDKIT",
                                builder == BuildTest.Builder.BUILDKIT ? "1" : "0"))
                .run();
    }

    /** The second after the last of the images was built. */
    private Instant afterwards() {
        Instant youngest = Instant.EPOCH;
        for (LabHost host : List.of(hosts.one(), hosts.two())) {
            String text =
                    fleet.docker(host, "image", "inspect", "aging/plain:1", "aging/labelled:1");
            for (Node image : ((ListNode) JsonReader.read("images", text)).items()) {
                Fields all = Fields.of(image);
                for (String time :
                        List.of(all.text("Created"), all.map("Metadata").text("LastTagTime"))) {
                    Instant moment = Instant.parse(time);
                    youngest = moment.isAfter(youngest) ? moment : youngest;
                }
            }
        }
        return youngest.plusSeconds(1);
    }

    private static List<String> notes(Command.Run run) {
        return run.output().lines().filter(line -> line.startsWith("note: ")).toList();
    }

    /** What is told of each host, where it can be built, and of which file. */
    private static List<String> told(String commit, String file) {
        List<String> patterns = new ArrayList<>();
        for (String host : List.of("one", "two")) {
            String since =
                    ", and its sources have changed since: "
                            + file
                            + " \\(`gantry up --build` builds it.*";
            patterns.add(
                    "note: .*compose.yaml:10:7: image \"aging/labelled:1\" on host "
                            + host
                            + " is of commit "
                            + commit.substring(0, 7)
                            + since);
            patterns.add(
                    "note: .*compose.yaml:4:12: image \"aging/plain:1\" on host "
                            + host
                            + " was built .* UTC"
                            + since);
        }
        return patterns;
    }

    private static void tells(Command.Run plan, List<String> patterns) {
        List<String> notes = notes(plan.exits(0));
        assertThat(notes).hasSameSizeAs(patterns);
        for (int i = 0; i < notes.size(); i++) {
            assertThat(notes.get(i)).matches(patterns.get(i));
        }
    }

    /** Returns its name. */
    private String upFromTheFirstCommit(BuildTest.Builder builder) {
        Instant before = Instant.now().minus(Duration.ofHours(1));
        write(before);
        String first = sources.commit(before);
        gantry(builder, first, "up").exits(0);
        return first;
    }

    @ParameterizedTest
    @EnumSource
    void toldUntilItIsBuiltAnew(BuildTest.Builder builder) {
        String first = upFromTheFirstCommit(builder);
        assertThat(gantry(builder, first, "plan").exits(0).output()).isEqualTo("Nothing to do\n");
        Instant since = afterwards();
        sources.write(since, "api/a.txt", "second\n");
        String second = sources.commit(since);
        tells(gantry(builder, first, "plan"), told(first, "a.txt"));
        assertThat(gantry(builder, first, "up").exits(0).error())
                .contains("warning: image \"aging/plain:1\" on host two was built ");
        String built = gantry(builder, second, "up", "--build").exits(0).error();
        assertThat(built).doesNotContain("warning: image");
        assertThat(gantry(builder, second, "plan").exits(0).output()).isEqualTo("Nothing to do\n");
    }

    /** Host one's engine notes none of BuildKit's: it goes on telling. */
    @ParameterizedTest
    @EnumSource
    void aBuildThatFindsEverythingDoneIsOne(BuildTest.Builder builder) {
        String first = upFromTheFirstCommit(builder);
        Instant since = afterwards();
        sources.write(since, "api/README.md", "No build copies it.\n");
        String second = sources.commit(since);
        tells(gantry(builder, first, "plan"), told(first, "README.md"));
        gantry(builder, second, "up", "--build").exits(0);
        Command.Run plan = gantry(builder, second, "plan").exits(0);
        switch (builder) {
            case CLASSIC -> assertThat(plan.output()).isEqualTo("Nothing to do\n");
            case BUILDKIT -> tells(plan, told(first, "README.md").subList(1, 2));
        }
    }
}
