package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Engine} does with archives, events, logs and downloads. */
public interface StreamContract extends ContractFixture {
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
        ContractFixture.refused(404, () -> copy(name("none"), "/", archive("f", "")));
    }

    private void copy(String container, String folder, byte[] tar) {
        engine().copyInto(container, folder, new ByteArrayInputStream(tar));
    }

    @Test
    default void filesComeOutOfAContainerAsTheyWentIn() throws IOException {
        ContainerCalls calls = engine().on(create("web"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes, 1_700_000_000)) {
            tar.directory("folder", TarWriter.Owner.root(0750));
            tar.file("folder/" + "n".repeat(120), TarWriter.Owner.root(0640), new byte[70_000]);
            tar.link("folder/link", "elsewhere");
        }
        calls.copyInto("/tmp", new ByteArrayInputStream(bytes.toByteArray()), false);

        assertThat(calls.stat("/tmp/folder")).contains(stat("folder", PathStat.Kind.DIRECTORY, 0));
        String name = "n".repeat(120);
        assertThat(calls.stat("/tmp/folder/" + name))
                .contains(stat(name, PathStat.Kind.FILE, 70_000));
        assertThat(calls.stat("/tmp/folder/link").orElseThrow())
                .returns(PathStat.Kind.LINK, PathStat::kind)
                .returns("/tmp/folder/elsewhere", PathStat::target);
        assertThat(calls.stat("/tmp/none")).isEmpty();
        assertThat(entries(calls, "/tmp/folder"))
                .containsExactlyInAnyOrder(
                        "5 folder/", "0 folder/" + name + " 70000", "2 folder/link");
        assertThat(entries(calls, "/tmp/folder/link")).containsExactly("2 link");
        ContractFixture.refused(404, () -> calls.copyOut("/tmp/none"));
        ContractFixture.refused(
                404,
                () -> calls.copyInto("/tmp/none", new ByteArrayInputStream(new byte[1024]), false));
    }

    /**
     * What deliveries rest on: no process has to run to bring a file to the host, or to replace it.
     */
    @Test
    default void whatIsCopiedToAMountIsOnTheHostBeforeTheContainerStarts() throws IOException {
        String folder = "/tmp/" + name("delivered");
        String carrier = mounting("carrier", folder);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(bytes, 1_700_000_000)) {
            tar.directory("v1", TarWriter.Owner.root(0700));
            tar.file("v1/file", TarWriter.Owner.root(0640), new byte[3]);
        }
        copy(carrier, "/mounted", bytes.toByteArray());
        engine().removeContainer(carrier, true);

        ContainerCalls other = engine().on(mounting("other", folder));
        assertThat(other.stat("/mounted/v1/file")).contains(stat("file", PathStat.Kind.FILE, 3));
        copy(name("other"), "/mounted", archive("v1", ""));
        assertThat(other.stat("/mounted/v1")).contains(stat("v1", PathStat.Kind.FILE, 0));
        copy(name("other"), "/mounted", bytes.toByteArray());
        assertThat(other.stat("/mounted/v1/file")).contains(stat("file", PathStat.Kind.FILE, 3));
    }

    private String mounting(String part, String folder) {
        MapNode binds =
                Json.object().put("Binds", Json.strings(List.of(folder + ":/mounted"))).build();
        return engine().createContainer(name(part), "", body().put("HostConfig", binds).build());
    }

    private static PathStat stat(String name, PathStat.Kind kind, long size) {
        return new PathStat(name, kind, "", size);
    }

    private static List<String> entries(ContainerCalls calls, String path) throws IOException {
        List<String> entries = new ArrayList<>();
        try (InputStream out = calls.copyOut(path)) {
            TarReader tar = new TarReader(out);
            for (var next = tar.next(); next.isPresent(); next = tar.next()) {
                TarReader.Entry entry = next.get();
                String size = entry.type() == '0' ? " " + entry.size() : "";
                entries.add(entry.type() + " " + entry.name() + size);
            }
        }
        return entries;
    }

    @Test
    default void anArchiveThatHoldsNoImageIsRefused() {
        assertThatThrownBy(() ->
                        engine().loadImages(
                                        new ByteArrayInputStream(
                                                "no archive".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("cannot load images on ");
    }

    @Test
    default void eventsComeInOrderAndEndWhenClosed() throws Exception {
        List<String> filters = List.of("type=container", "label=" + LABEL + "=" + prefix());
        Instant now =
                Instant.now(); // an engine answers before it listens: what it missed, it repeats
        String since = "%d.%09d".formatted(now.getEpochSecond(), now.getNano());
        EventStream events = engine().events(new EventOptions(filters, since, ""));
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
}
