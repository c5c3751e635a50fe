package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.ListNode;
import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images from sources on both engines at once, by either builder, and the peer beside it. */
@ExtendWith(TwoHosts.class)
class BuildTest {

    /** Who builds. */
    enum Builder {
        CLASSIC,
        BUILDKIT
    }

    private final Scenario fleet;
    private final TwoHosts.Hosts hosts;
    private final Path programs;

    BuildTest(@TempDir Path folder, TwoHosts.Hosts hosts) throws IOException {
        this.fleet = new Scenario(folder.resolve("fleet"), hosts);
        this.hosts = hosts;
        this.programs = Files.createDirectories(folder.resolve("programs"));
        Files.createSymbolicLink(programs.resolve("docker"), hosts.lab().docker());
        Path plugins = Files.createDirectories(folder.resolve("config/cli-plugins"));
        Files.createSymbolicLink(plugins.resolve("docker-buildx"), hosts.lab().buildx());
    }

    private List<LabHost> all() {
        return List.of(hosts.one(), hosts.two());
    }

    @BeforeEach
    void write() {
        fleet.shop("building", "one", "two");
        fleet.file(
                "compose.yaml",
                """
                services:
                  web:
                    depends_on: [base]
                    build: {context: web, target: final, args: {COLOUR: red, SHAPE: round}, labels: {team: a}, tags: ["shop/extra:2"]}
                    command: [sleep, "1000"]
                    stop_grace_period: 0s
                  base:
                    image: shop/base:1
                    scale: 0
                    build:
                      context: .
                      dockerfile_inline: |
                        FROM lab/toolbox:1
                        RUN echo from-base > /base
                """);
    }

    @BeforeEach
    void writeSources() {
        fleet.file("web/.dockerignore", "*\n!kept\n!sub/kept\n");
        fleet.file("web/kept", "first\n");
        fleet.file("web/sub/kept", "below\n");
        fleet.file("web/sub/other", "other\n");
        fleet.file("web/secret.env", "hunter2\n");
        fleet.file(
                "web/Dockerfile",
                """
                FROM lab/toolbox:1 AS first
                ARG COLOUR
                ARG SHAPE
                COPY . /src
                RUN echo "$COLOUR $SHAPE" > /colour
                FROM first AS final
                RUN find /src -type f | sort > /files
                FROM first AS never
                RUN false
                """);
    }

    @AfterEach
    void clean() {
        fleet.gantry("down", "--rmi", "all", "-v", "--yes").exits(0);
        for (LabHost host : all()) {
            assertThat(images(host)).isEmpty();
        }
    }

    private String images(LabHost host) {
        return fleet.docker(
                host,
                "images",
                "-q",
                "--filter",
                "dangling=false",
                "--filter",
                "label=com.docker.compose.project=shop");
    }

    private Command.Run gantry(Builder builder, String... words) {
        return fleet.command(words)
                .with(
                        Map.of(
                                "PATH",
                                programs + ":" + System.getenv("PATH"),
                                "DOCKER_CONFIG",
                                programs.resolveSibling("config").toString(),
                                "DOCKER_BUILDKIT",
                                builder == Builder.BUILDKIT ? "1" : "0"))
                .run();
    }

    private String inContainer(LabHost host, String... words) {
        List<String> all = new ArrayList<>(List.of("exec", "shop-web-1"));
        all.addAll(List.of(words));
        return fleet.docker(host, all.toArray(String[]::new));
    }

    private String id(LabHost host) {
        return fleet.inspect(host, "shop-web-1").text("Id");
    }

    private Fields image(LabHost host, String name) {
        String text = fleet.docker(host, "image", "inspect", name);
        return Fields.of(((ListNode) JsonReader.read("image", text)).items().getFirst());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsBuiltIsWhatTheFilesSay(Builder builder) {
        gantry(builder, "up", "--build-nothing").exits(64);
        String told = gantry(builder, "up").exits(0).error();
        assertThat(told).contains("image shop-web: built in ");
        for (LabHost host : all()) {
            assertThat(inContainer(host, "cat", "/colour")).isEqualTo("red round\n");
            assertThat(inContainer(host, "cat", "/files")).isEqualTo("/src/kept\n/src/sub/kept\n");
            Map<String, String> labels = image(host, "shop-web").map("Config").pairs("Labels");
            assertThat(labels)
                    .containsEntry("team", "a")
                    .containsEntry("com.docker.compose.project", "shop")
                    .containsEntry("com.docker.compose.service", "web")
                    .containsEntry("com.docker.compose.version", "2.40.3");
            assertThat(labels.containsKey("com.docker.compose.image.builder"))
                    .isEqualTo(builder == Builder.CLASSIC);
            assertThat(image(host, "shop/extra:2").text("Id"))
                    .isEqualTo(image(host, "shop-web").text("Id"));
            fleet.docker(host, "image", "rm", "shop/extra:2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void containersFollowTheirImages(Builder builder) throws IOException {
        gantry(builder, "up").exits(0);
        List<String> before = all().stream().map(this::id).toList();
        gantry(builder, "up").exits(0);
        gantry(builder, "up", "--build", "--quiet-build").exits(0);
        assertThat(all().stream().map(this::id).toList()).isEqualTo(before);
        Files.writeString(fleet.folder().resolve("web/kept"), "second\n");
        gantry(builder, "up").exits(0);
        assertThat(all().stream().map(this::id).toList()).isEqualTo(before);
        gantry(builder, "up", "--build").exits(0);
        for (LabHost host : all()) {
            assertThat(inContainer(host, "cat", "/src/kept")).isEqualTo("second\n");
            assertThat(before).doesNotContain(id(host));
        }
        gantry(builder, "build", "--build-arg", "COLOUR=blue", "web").exits(0);
        gantry(builder, "up", "--host", "two").exits(0);
        assertThat(inContainer(hosts.two(), "cat", "/colour")).isEqualTo("blue round\n");
        assertThat(inContainer(hosts.one(), "cat", "/colour")).isEqualTo("red round\n");
        dropExtra();
    }

    private void dropExtra() {
        all().forEach(host -> fleet.docker(host, "image", "rm", "shop/extra:2"));
    }

    @ParameterizedTest
    @EnumSource
    void thePeerAndGantryTakeOverFromEachOther(Builder builder) {
        gantry(builder, "up").exits(0);
        for (LabHost host : all()) {
            String ours = id(host);
            fleet.compose(host, "-p", "shop", "-f", "compose.yaml", "up", "-d");
            assertThat(id(host)).isEqualTo(ours);
            fleet.compose(host, "-p", "shop", "-f", "compose.yaml", "up", "-d", "--force-recreate");
            assertThat(id(host)).isNotEqualTo(ours);
        }
        Command.Run plan = gantry(builder, "plan").exits(0);
        assertThat(plan.output()).isEqualTo("Nothing to do\n");
        dropExtra();
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsIsToldAndNothingIsStarted(Builder builder) {
        fleet.file("web/Dockerfile", "FROM lab/toolbox:1\nRUN echo told; exit 9\n");
        fleet.file(
                "compose.yaml",
                "services: {web: {build: {context: web}, command: [sleep, \"1000\"]}}\n");
        Command.Run run = gantry(builder, "up").exits(3);
        assertThat(run.error())
                .contains("told")
                .containsPattern("error: two: image shop-web: cannot build image shop-web.*9");
        for (LabHost host : all()) {
            assertThat(
                            fleet.docker(
                                    host,
                                    "ps",
                                    "-aq",
                                    "--filter",
                                    "label=com.docker.compose.config-hash"))
                    .isEmpty();
        }
        gantry(builder, "build", "web").exits(1);
        fleet.file("web/Dockerfile", "FROM lab/toolbox:1\n");
        gantry(builder, "up").exits(0);
    }

    @ParameterizedTest
    @EnumSource
    void dockerfilesAreCheckedAndAttestedByBuildKitAlone(Builder builder) {
        fleet.file("web/Dockerfile", "from lab/toolbox:1\nRUN echo never > /x\n");
        fleet.file(
                "compose.yaml",
                "services: {web: {build: {context: web}, command: [sleep, \"1000\"]}}\n");
        Command.Run check = gantry(builder, "build", "--check", "--host", "two");
        Command.Run attested = gantry(builder, "build", "--sbom", "true", "--host", "two");
        Command.Run unknown = gantry(builder, "build", "--builder", "nope", "--host", "two");
        assertThat(images(hosts.two())).isEmpty();
        switch (builder) {
            case CLASSIC -> {
                assertThat(check.exits(64).error()).contains("--check is of BuildKit");
                assertThat(attested.exits(65).output() + attested.error())
                        .contains("--sbom: error: ", "wants attestations for its build");
                assertThat(unknown.exits(65).error()).contains("wants another builder");
            }
            case BUILDKIT -> {
                assertThat(check.exits(1).output())
                        .contains("shop/web\n", "WARNING: ConsistentInstructionCasing")
                        .containsOnlyOnce("Check complete, 1 warning has been found!");
                assertThat(attested.exits(1).error()).contains("Attestation is not supported");
                assertThat(unknown.exits(1).error()).contains("no builder \"nope\" found");
                fleet.file("web/Dockerfile", "FROM lab/toolbox:1\nRUN echo never > /x\n");
                gantry(builder, "build", "--check", "--host", "two").exits(0);
                gantry(builder, "build", "--builder", "default", "--provenance", "false").exits(0);
            }
        }
    }

    private void wantSecrets() {
        fleet.file(
                "compose.yaml",
                """
                services:
                  web:
                    build:
                      context: web
                      secrets: [token, {source: file, target: other}]
                      additional_contexts: {base: "service:base"}
                    command: [sleep, "1000"]
                    stop_grace_period: 0s
                  base:
                    build: {context: ., dockerfile_inline: "FROM lab/toolbox:1\\nRUN echo from-base > /base\\n"}
                    scale: 0
                secrets: {token: {environment: TOKEN}, file: {file: token.txt}}
                """);
        fleet.file("token.txt", "hunter3");
        fleet.file(".env", "TOKEN=hunter2\n");
        fleet.file(
                "web/Dockerfile",
                """
                FROM base
                RUN --mount=type=secret,id=token --mount=type=secret,id=other ls /run/secrets > /length; cat /run/secrets/* | wc -c >> /length
                """);
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyBuildKitKnowsIsToldWithItsPlace(Builder builder) {
        wantSecrets();
        Command.Run run = gantry(builder, "up", "--host", "two");
        String printed = run.output() + run.error();
        assertThat(printed).doesNotContain("hunter2", "hunter3");
        switch (builder) {
            case CLASSIC -> {
                run.exits(65);
                assertThat(printed)
                        .contains("compose.yaml:5:16: error: ")
                        .contains("service \"web\" wants secrets for its build")
                        .contains("compose.yaml:6:28: error: ")
                        .contains("wants additional contexts");
                assertThat(fleet.remains(hosts.two(), "shop")).isEmpty();
            }
            case BUILDKIT -> {
                run.exits(0);
                assertThat(inContainer(hosts.two(), "cat", "/base", "/length"))
                        .isEqualTo("from-base\nother\ntoken\n14\n");
            }
        }
    }
}
