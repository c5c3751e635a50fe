package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Engine} does, the real one and the one in memory: so the fake stays honest. All
 * that it makes is named with {@link #prefix} and removed again.
 */
public interface EngineContract {
    String LABEL = "dev.gantry.contract";
    Duration GRACE = Duration.ofSeconds(1);

    Engine engine();

    /** An image that the engine has, whose process runs until it is stopped. */
    String image();

    /** Begins the names of what this run makes; letters and digits. */
    String prefix();

    private String name(String part) {
        return prefix() + "-" + part;
    }

    private MapNode.Builder body() {
        return Json.object()
                .put("Image", Json.of(image()))
                .put(
                        "Labels",
                        Json.object()
                                .put(LABEL, Json.of(prefix()))
                                .put("part", Json.of("a <b> & \"c\""))
                                .build());
    }

    private String create(String part) {
        return engine().createContainer(name(part), "", body().build());
    }

    private ContainerSummary listed() {
        return engine().containers(List.of(LABEL + "=" + prefix())).getFirst();
    }

    private static void refused(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused -> assertThat(refused.status()).isEqualTo(status))
                .hasMessageStartingWith("cannot ");
    }

    @AfterEach
    default void removeWhatWasMade() {
        Engine engine = engine();
        engine.containers(List.of(LABEL + "=" + prefix()))
                .forEach(made -> engine.removeContainer(made.id(), true));
        engine.networks().stream()
                .filter(network -> network.name().startsWith(prefix()))
                .forEach(network -> engine.removeNetwork(network.id()));
        engine.volumes().stream()
                .filter(volume -> volume.name().startsWith(prefix()))
                .forEach(volume -> engine.removeVolume(volume.name()));
    }

    @Test
    default void aContainerIsCreatedStartedStoppedAndRemoved() {
        String id = create("web");
        assertThat(listed())
                .returns(id, ContainerSummary::id)
                .returns(name("web"), ContainerSummary::name)
                .returns(image(), ContainerSummary::image)
                .returns("created", ContainerSummary::state);
        assertThat(listed().labels()).containsEntry("part", "a <b> & \"c\"");

        engine().startContainer(id);
        assertThat(listed().state()).isEqualTo("running");
        assertThat(listed().status()).startsWith("Up ");

        engine().stopContainer(id, GRACE);
        assertThat(listed().state()).isEqualTo("exited");

        engine().removeContainer(id, true);
        assertThat(engine().inspectContainer(id)).isEmpty();
    }

    @Test
    default void whatIsDoneAlreadyIsLeftAlone() {
        String id = create("web");
        engine().startContainer(id);
        engine().startContainer(id);
        engine().stopContainer(id, GRACE);
        engine().stopContainer(id, GRACE);
        engine().removeContainer(id, true);
        engine().removeContainer(id, true);
        engine().removeNetwork(name("none"));
        engine().removeVolume(name("none"));
    }

    @Test
    default void aRunningContainerIsRemovedToo() {
        String id = create("web");
        engine().startContainer(id);
        engine().removeContainer(name("web"), true);
        assertThat(engine().inspectContainer(id)).isEmpty();
    }

    @Test
    default void aContainerIsInspectedByNameAndById() {
        String id = create("web");
        MapNode found = engine().inspectContainer(name("web")).orElseThrow();
        Fields fields = Fields.of(found);
        assertThat(fields.text("Id")).isEqualTo(id);
        assertThat(fields.text("Name")).isEqualTo("/" + name("web"));
        assertThat(fields.map("State").text("Status")).isEqualTo("created");
        assertThat(fields.map("Config").pairs("Labels")).containsEntry(LABEL, prefix());
        assertThat(fields.text("Image")).isEqualTo(listed().imageId()).startsWith("sha256:");
        assertThat(engine().inspectContainer(id)).isPresent();
    }

    @Test
    default void namesAreUnique() {
        create("web");
        refused(409, () -> create("web"));
        create("other");
        refused(409, () -> engine().renameContainer(name("other"), name("web")));
        engine().renameContainer(name("other"), name("third"));
        assertThat(engine().inspectContainer(name("other"))).isEmpty();
        assertThat(engine().inspectContainer(name("third"))).isPresent();
    }

    @Test
    default void whatIsMissingIsSaid() {
        MapNode unknown = body().put("Image", Json.of("no/such:1")).build();
        assertThatThrownBy(() -> engine().createContainer(name("web"), "", unknown))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("cannot create container " + name("web"))
                .hasMessageContaining("No such image: no/such:1");
        refused(404, () -> engine().startContainer(name("none")));
        refused(404, () -> engine().stopContainer(name("none"), GRACE));
        refused(404, () -> engine().renameContainer(name("none"), name("some")));
        refused(404, () -> engine().logs(name("none"), new LogOptions(false, -1, "", "", false)));
        assertThat(engine().inspectImage("no/such:1")).isEmpty();
        assertThat(engine().inspectNetwork(name("none"))).isEmpty();
    }

    @Test
    default void onlyARunningContainerTakesASignal() {
        String id = create("web");
        refused(409, () -> engine().killContainer(id, "KILL"));
        engine().startContainer(id);
        engine().killContainer(id, "KILL");
        engine().stopContainer(id, GRACE);
        assertThat(listed().exitCode()).isEqualTo(137);
    }

    @Test
    default void containersAreFoundByEveryLabelAsked() {
        create("web");
        assertThat(engine().containers(List.of(LABEL, LABEL + "=" + prefix()))).hasSize(1);
        assertThat(engine().containers(List.of(LABEL + "=" + prefix(), "other"))).isEmpty();
    }

    private String network(String part) {
        return engine().createNetwork(
                        Json.object()
                                .put("Name", Json.of(name(part)))
                                .put("Driver", Json.of("bridge"))
                                .put("Labels", Json.object().put("part", Json.of(part)).build())
                                .build());
    }

    @Test
    default void networksAreListedByNameOnceOnly() {
        String id = network("net");
        refused(409, () -> network("net"));
        NetworkSummary found =
                engine().networks().stream()
                        .filter(network -> network.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        assertThat(found.name()).isEqualTo(name("net"));
        assertThat(found.driver()).isEqualTo("bridge");
        assertThat(found.labels()).containsEntry("part", "net");
        assertThat(engine().inspectNetwork(name("net"))).isPresent();
        engine().removeNetwork(id);
        assertThat(engine().inspectNetwork(id)).isEmpty();
    }

    @Test
    default void aContainerJoinsTheNetworksOfItsBody() {
        String id = network("net");
        MapNode endpoints = Json.object().put(name("net"), Json.object().build()).build();
        MapNode body =
                body().put(
                                "HostConfig",
                                Json.object().put("NetworkMode", Json.of(name("net"))).build())
                        .put(
                                "NetworkingConfig",
                                Json.object().put("EndpointsConfig", endpoints).build())
                        .build();
        engine().createContainer(name("web"), "", body);
        engine().startContainer(name("web"));

        assertThat(listed().networks()).containsExactly(java.util.Map.entry(name("net"), id));
        refused(403, () -> engine().removeNetwork(id));
        refused(403, () -> engine().connectNetwork(id, name("web"), Json.object().build()));
        engine().disconnectNetwork(id, name("web"), false);
        assertThat(listed().networks()).isEmpty();
        engine().connectNetwork(id, name("web"), Json.object().build());
        assertThat(listed().networks()).containsKey(name("net"));
    }

    @Test
    default void aNetworkThatIsMissingStopsTheStart() {
        MapNode mode = Json.object().put("NetworkMode", Json.of(name("none"))).build();
        String id =
                engine().createContainer(name("web"), "", body().put("HostConfig", mode).build());
        refused(404, () -> engine().startContainer(id));
    }

    private void volume() {
        MapNode labels = Json.object().put("part", Json.of("data")).build();
        engine().createVolume(
                        Json.object()
                                .put("Name", Json.of(name("data")))
                                .put("Labels", labels)
                                .build());
    }

    private List<VolumeSummary> volumes() {
        return engine().volumes().stream()
                .filter(found -> found.name().equals(name("data")))
                .toList();
    }

    @Test
    default void aVolumeIsMadeOnce() {
        volume();
        volume();
        assertThat(volumes())
                .singleElement()
                .returns("local", VolumeSummary::driver)
                .satisfies(found -> assertThat(found.labels()).containsEntry("part", "data"));
    }

    @Test
    default void aVolumeStaysWhileAContainerHasIt() {
        volume();
        List<String> binds = List.of(name("data") + ":/contract:rw");
        MapNode host = Json.object().put("Binds", Json.strings(binds)).build();
        MapNode body = body().put("HostConfig", host).build();
        String id = engine().createContainer(name("web"), "", body);
        assertThat(listed().mounts())
                .filteredOn(mount -> mount.destination().equals("/contract"))
                .singleElement()
                .returns("volume", ContainerSummary.MountPoint::type)
                .returns(name("data"), ContainerSummary.MountPoint::name);
        refused(409, () -> engine().removeVolume(name("data")));
        engine().removeContainer(id, true);
        engine().removeVolume(name("data"));
        assertThat(volumes()).isEmpty();
    }

    /** Reads a file back out of a container; the path is absolute. */
    String read(String container, String path);

    private static byte[] archive(String name, String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes, 1_700_000_000)) {
            byte[] text = content.getBytes(StandardCharsets.UTF_8);
            tar.file(name, TarWriter.Owner.root(0640), text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Test
    default void filesAreCopiedIntoAContainerBeforeItStarts() {
        String id = create("web");
        String longName = "tmp/" + "d".repeat(120) + ".conf";
        copy(id, "/", archive(longName, "hällo\n"));
        copy(id, "/tmp", archive("second", "2".repeat(100_000)));
        assertThat(read(id, "/" + longName)).isEqualTo("hällo\n");
        assertThat(read(id, "/tmp/second")).isEqualTo("2".repeat(100_000));
        refused(404, () -> copy(name("none"), "/", archive("f", "")));
    }

    private void copy(String container, String folder, byte[] tar) {
        engine().copyInto(container, folder, new ByteArrayInputStream(tar));
    }

    @Test
    default void anArchiveThatHoldsNoImageIsRefused() {
        assertThatThrownBy(() ->
                        engine().loadImages(
                                        new ByteArrayInputStream(
                                                "no archive"
                                                        .getBytes(
                                                                java.nio.charset.StandardCharsets
                                                                        .UTF_8))))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("cannot load images on ");
    }

    @Test
    default void anImageIsListedAndInspected() {
        assertThat(engine().images())
                .anySatisfy(found -> assertThat(found.tags()).contains(image()));
        Fields found = Fields.of(engine().inspectImage(image()).orElseThrow());
        assertThat(found.texts("RepoTags")).contains(image());
        assertThat(engine().images())
                .anySatisfy(listed -> assertThat(listed.id()).isEqualTo(found.text("Id")));
    }

    @Test
    default void eventsComeInOrderAndEndWhenClosed() throws Exception {
        List<String> filters = List.of("type=container", "label=" + LABEL + "=" + prefix());
        EventStream events = engine().events(new EventOptions(filters, "", ""));
        String id = create("web");
        engine().startContainer(id);
        EventStream.EngineEvent created = events.next().orElseThrow();
        EventStream.EngineEvent started = events.next().orElseThrow();
        assertThat(created.action()).isEqualTo("create");
        assertThat(created.actor()).isEqualTo(id);
        assertThat(created.attributes()).containsEntry("name", name("web"));
        assertThat(started.action()).isEqualTo("start");
        assertThat(started.nanos()).isGreaterThan(created.nanos());

        var waiting = CompletableFuture.supplyAsync(events::next);
        events.close();
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    default void aLogThatFollowsEndsWhenClosed() throws Exception {
        String id = create("web");
        engine().startContainer(id);
        LogStream log = engine().logs(id, new LogOptions(true, 0, "", "", false));
        var waiting = CompletableFuture.runAsync(() -> readToTheEnd(log));
        log.close();
        waiting.get(5, TimeUnit.SECONDS);
    }

    private static List<LogStream.Line> readToTheEnd(LogStream log) {
        List<LogStream.Line> lines = new ArrayList<>();
        try (log) {
            for (var next = log.next(); next.isPresent(); next = log.next()) {
                lines.add(next.get());
            }
        }
        return lines;
    }

    /**
     * Called when a container has been started that prints {@code one} and {@code three} to its
     * standard output and {@code two} to its standard error: an engine without processes must help.
     */
    void printing(String container);

    private String talker() {
        String script = "echo one; echo two >&2; echo three; exec sleep 1000";
        MapNode body =
                body().put("Entrypoint", Json.strings(List.of("/bin/sh", "-c", script))).build();
        String id = engine().createContainer(name("talk"), "", body);
        engine().startContainer(id);
        printing(id);
        return id;
    }

    private List<LogStream.Line> log(String id, int tail, boolean timestamps) {
        return readToTheEnd(engine().logs(id, new LogOptions(false, tail, "", "", timestamps)));
    }

    @Test
    default void aLogIsReadLineByLineFromBothStreams() {
        String id = talker();
        LogStream.Line one = new LogStream.Line(false, "one");
        LogStream.Line two = new LogStream.Line(true, "two");
        LogStream.Line three = new LogStream.Line(false, "three");
        try (LogStream following = engine().logs(id, new LogOptions(true, -1, "", "", false))) {
            assertThat(List.of(next(following), next(following), next(following)))
                    .containsExactlyInAnyOrder(one, two, three);
        }
        assertThat(log(id, -1, false))
                .containsExactlyInAnyOrder(one, two, three)
                .containsSubsequence(one, three);
        assertThat(log(id, 1, false)).hasSize(1);
        assertThat(log(id, 0, false)).isEmpty();
        assertThat(log(id, -1, true))
                .hasSize(3)
                .allSatisfy(line ->
                        assertThat(line.text())
                                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z (one|two|three)"));
    }

    private static LogStream.Line next(LogStream log) {
        return log.next().orElseThrow();
    }

    @Test
    default void anImageThatCannotBeHadIsToldWithAWayToGetIt() {
        String nowhere = "127.0.0.1:1/no/such:1";
        assertThatThrownBy(() -> engine().pullImage(nowhere, "", "", line -> {}))
                .isInstanceOfSatisfying(
                        EngineException.class, failed -> assertThat(failed.unreachable()).isFalse())
                .hasMessageStartingWith("cannot pull image " + nowhere + " on ");
        assertThat(engine().inspectImage(nowhere)).isEmpty();
    }

    @Test
    default void theVersionIsOneThatBothSpeak() {
        assertThat(engine().version().atLeast("1.40")).isTrue();
        assertThat(engine().version().os()).isEqualTo("linux");
        assertThat(Fields.of(engine().info()).text("OSType")).isEqualTo("linux");
    }
}
