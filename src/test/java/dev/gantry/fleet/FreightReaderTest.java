package dev.gantry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.compose.StandardInput;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes along to another machine, and what does not. */
class FreightReaderTest {
    private final Path folder;
    private final Problems problems = new Problems();

    FreightReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void write() throws IOException {
        write(
                "gantry.yaml",
                """
                fleet: f
                hosts: {gpu: {engine: ssh://gpu, directory: /opt/g/}}
                stacks: {s: {compose: [app/compose.yaml]}}
                """);
        write("app/conf/a.conf", "listen 80\n");
        write("app/token", "s3cret");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private Freight service(String attributes) throws IOException {
        write(
                "app/compose.yaml",
                """
                services:
                  web:
                    image: w
                    %s
                configs: {c: {file: ./conf/a.conf}, text: {content: hello}}
                secrets: {t: {file: ./token}}
                """
                        .formatted(attributes));
        return read(false);
    }

    private Freight read(boolean sharesFiles) {
        FleetRequest request =
                new FleetRequest(
                        folder, List.of(), "", "", Set.of(), List.of(), StandardInput.none());
        Fleet fleet = FleetLoader.load(request, Map.of());
        FleetInputs inputs =
                new FleetInputs(
                        request,
                        Selection.all(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        (stack, found) -> new LinkedHashMap<>());
        Desired desired = DesiredBuilder.build(fleet, inputs);
        return FreightReader.read(desired, host -> sharesFiles, problems)
                .deployments()
                .getFirst()
                .freight();
    }

    private String path(String attributes, String target) throws IOException {
        Parcel parcel = service(attributes).of("web").get(target);
        return parcel == null ? "" : parcel.path();
    }

    @Test
    void anEngineThatSeesOurFilesNeedsNothing() throws IOException {
        service("volumes: ['./conf:/conf:ro']");
        assertThat(read(true)).isEqualTo(Freight.NONE);
    }

    @Test
    void filesAndFoldersThatAreOnlyReadGoAlong() throws IOException {
        Freight freight =
                service(
                        "volumes: ['./conf:/conf:ro', './conf/a.conf:/a.conf', '/etc/hosts:/hosts:ro']");
        assertThat(freight.of("web")).containsOnlyKeys("/conf", "/a.conf");
        assertThat(freight.parcels())
                .extracting(Parcel::words)
                .containsExactly("folder ./conf", "file ./conf/a.conf");
        assertThat(freight.parcels())
                .extracting(Parcel::path)
                .allSatisfy(path ->
                        assertThat(path).matches("/opt/g/f-s/[0-9a-f]{32}/(conf|a\\.conf)"));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void whatIsBesideTheProjectInTheFleetsFolderGoesAlong() throws IOException {
        write("shared/motd", "hello");
        assertThat(service("volumes: ['../shared:/shared:ro']").parcels())
                .extracting(Parcel::words)
                .containsExactly("folder ../shared");
    }

    @Test
    void configsAndSecretsGoAlongWithTheirRights() throws IOException {
        Freight freight =
                service(
                        "configs: [c, text]\n    secrets: [{source: t, uid: '7', gid: '8', mode: 0400}]");
        assertThat(freight.of("web")).containsOnlyKeys("/c", "/run/secrets/t");
        assertThat(freight.parcels())
                .extracting(Parcel::rights)
                .containsExactlyInAnyOrder(
                        new Parcel.Rights(0444, 0, 0), new Parcel.Rights(0400, 7, 8));
    }

    @Test
    void aFolderThatIsNotHereOrHoldsNothingIsTheHostsOwn() throws IOException {
        write("app/empty/.gitkeep", "");
        assertThat(service("volumes: ['./data:/data', './empty:/empty']").parcels()).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void aFolderThatMayBeWrittenToStaysHereAndThatIsTold() throws IOException {
        assertThat(service("volumes: ['./conf:/conf']").parcels()).isEmpty();
        assertThat(problems.all())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.isError()).isFalse();
                    assertThat(one.location().toString()).contains("compose.yaml:4:");
                    assertThat(one.message()).contains("web", "./conf", "host gpu");
                    assertThat(one.hint()).contains(":ro");
                });
    }

    @Test
    void theSameContentLiesInTheSamePlaceWhereverAndWheneverItWasWritten() throws IOException {
        String mount = "volumes: ['./conf:/conf:ro']";
        String before = path(mount, "/conf");
        Files.setLastModifiedTime(folder.resolve("app/conf/a.conf"), FileTime.fromMillis(0));
        assertThat(path(mount, "/conf")).isEqualTo(before);
        write("app/conf/a.conf", "listen 81\n");
        assertThat(path(mount, "/conf")).isNotEqualTo(before).endsWith("/conf");
        write("app/conf/a.conf", "listen 80\n");
        assertThat(path(mount, "/conf")).isEqualTo(before);
    }

    @Test
    void namesModesAndLinksAreContent() throws IOException {
        String mount = "volumes: ['./conf:/conf:ro']";
        String before = path(mount, "/conf");
        Path file = folder.resolve("app/conf/a.conf");
        var usual = Files.getPosixFilePermissions(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        String executable = path(mount, "/conf");
        Files.setPosixFilePermissions(file, usual);
        Path link = folder.resolve("app/conf/link");
        Files.createSymbolicLink(link, Path.of("a.conf"));
        String linked = path(mount, "/conf");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("/elsewhere"));
        String relinked = path(mount, "/conf");
        Files.delete(link);
        Files.move(file, folder.resolve("app/conf/b.conf"));
        String renamed = path(mount, "/conf");
        assertThat(Set.of(before, executable, linked, relinked, renamed)).hasSize(5);
    }

    @Test
    void whatIsTooMuchIsRefusedAtItsMount() throws IOException {
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("app/big").toFile(), "rw")) {
            large.setLength(Parcel.LIMITS.bytes() + 1);
        }
        service("volumes: ['./conf/a.conf:/a.conf', './big:/big:ro']");
        assertThat(problems.all())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.isError()).isTrue();
                    assertThat(one.location().toString()).contains("compose.yaml:4:");
                    assertThat(one.message()).contains("web", "./big", "host gpu", "100 MiB");
                    assertThat(one.hint()).contains("absolute path", "volume");
                });
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        Path pipe = folder.resolve("app/conf/pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().onExit().join();
        service("volumes: ['./conf:/conf:ro']");
        assertThat(problems.all())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("./conf", "socket, a pipe or a device");
    }
}
