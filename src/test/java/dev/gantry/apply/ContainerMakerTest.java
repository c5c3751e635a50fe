package dev.gantry.apply;

import static dev.gantry.apply.Bench.failure;
import static dev.gantry.apply.Bench.network;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.ApiVersion;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.engine.Copied;
import dev.gantry.engine.EngineVersion;
import dev.gantry.engine.FakeEngine;
import dev.gantry.engine.TarWriter;
import dev.gantry.plan.Action;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Creating and replacing containers, whatever gets in between. */
@Timeout(30)
class ContainerMakerTest {
    private final Bench bench = new Bench(Bench.WEB, "a");
    private final FakeEngine engine = bench.engine("a");

    private Report run(Action action) {
        bench.steps.clear();
        bench.step("a", action);
        return bench.run();
    }

    private String made() {
        assertThat(run(network("shop_default")).complete()).isTrue();
        assertThat(run(bench.create()).complete()).isTrue();
        return only().id();
    }

    private ContainerSummary only() {
        List<ContainerSummary> all = engine.containers(List.of());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void aContainerThatAnEarlierRunStartedIsLeftAlone() {
        String id = made();
        engine.startContainer(id);

        assertThat(run(bench.create()).complete()).isTrue();
        assertThat(only().id()).isEqualTo(id);
        assertThat(only().state()).isEqualTo("running");
    }

    @Test
    void aContainerThatAnEarlierRunMayHaveLeftHalfMadeIsMadeAgain() {
        String id = made();

        assertThat(run(bench.create()).complete()).isTrue();
        assertThat(only().id()).isNotEqualTo(id);
    }

    @Test
    void aContainerOfSomebodyElseIsNotTouched() {
        run(network("shop_default"));
        MapNode body = (MapNode) JsonReader.read("body", "{\"Image\": \"lab/web:1\"}");
        String id = engine.createContainer("shop-web-1", "", body);

        assertThat(failure(run(bench.create()), 1).reason()).contains("shop-web-1");
        assertThat(only().id()).isEqualTo(id);
    }

    @Test
    void withoutTheImageNothingIsMadeAndTheReasonIsTold() {
        Bench other = new Bench(Bench.WEB.replace("lab/web:1", "lab/none:1"), "a");
        other.step("a", other.create());

        Report report = other.run();

        assertThat(failure(report, 1).reason())
                .isEqualTo(
                        "cannot create a container of service web: the engine does not have image lab/none:1");
        assertThat(failure(report, 1).next()).isNotEmpty();
        assertThat(other.engine("a").mutations()).isEmpty();
    }

    @Test
    void aContainerThatCannotJoinItsSecondNetworkIsTakenAway() {
        Bench two =
                new Bench(
                        """
                        {"name": "shop", "networks": {"a": {"name": "shop_a"}, "b": {"name": "shop_b"}},
                         "services": {"web": {"image": "lab/web:1", "networks": {"a": null, "b": null}}}}
                        """,
                        "a");
        two.engine("a")
                .version(new EngineVersion(new ApiVersion("1.41"), "20.10.24", "linux", "amd64"));
        int network = two.step("a", network("shop_a"));
        two.step("a", two.create(), network);

        assertThat(failure(two.run(), 2).reason()).contains("shop_b");
        assertThat(two.engine("a").containers(List.of())).isEmpty();
    }

    /** Of a service that was scaled down, the first may be the one that went. */
    @Test
    void theContainerToShareWithNeedNotBeNumberOne() {
        Bench sharing =
                new Bench(
                        """
                        {"name": "shop",
                         "services": {"vpn": {"image": "lab/web:1", "network_mode": "none"},
                                      "web": {"image": "lab/web:1", "network_mode": "service:vpn"}}}
                        """,
                        "a");
        FakeEngine there = sharing.engine("a");
        there.createContainer("shop-vpn-run-1", "", vpn("1", "True"));
        String second = there.createContainer("shop-vpn-2", "", vpn("2", "False"));
        sharing.step("a", sharing.create());

        assertThat(sharing.run().complete()).isTrue();

        MapNode made = there.inspectContainer("shop-web-1").orElseThrow();
        assertThat(Fields.of(made).map("HostConfig").text("NetworkMode"))
                .isEqualTo("container:" + second);
    }

    private static MapNode vpn(String number, String oneOff) {
        return (MapNode)
                JsonReader.read(
                        "body",
                        """
                        {"Image": "lab/web:1",
                         "Labels": {"com.docker.compose.project": "shop", "com.docker.compose.service": "vpn",
                                    "com.docker.compose.container-number": "%s", "com.docker.compose.oneoff": "%s"}}
                        """
                                .formatted(number, oneOff));
    }

    @Test
    void configsAndSecretsAreCopiedWithTheirModeAndOwner() throws Exception {
        Bench files =
                new Bench(
                        """
                        {"name": "shop",
                         "services": {"web": {"image": "lab/web:1", "network_mode": "none",
                             "configs": [{"source": "c", "target": "/etc/c.conf", "uid": "100", "gid": "101", "mode": "0440"}],
                             "secrets": [{"source": "s", "target": "/run/secrets/s"}]}},
                         "configs": {"c": {"name": "shop_c", "content": "hello\\n"}},
                         "secrets": {"s": {"name": "shop_s", "environment": "TOKEN"}}}
                        """,
                        "a");
        files.step("a", files.create());

        assertThat(files.run().complete()).isTrue();

        Copied copied = files.engine("a").copied("shop-web-1").getFirst();
        assertThat(copied.folder()).isEqualTo("/");
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(expected, 1_700_000_000)) {
            tar.file("/run/secrets/s", TarWriter.Owner.root(0444), bytes("s3cret"));
            tar.file("/etc/c.conf", new TarWriter.Owner(0440, 100, 101), bytes("hello\n"));
        }
        assertThat(copied.tar()).isEqualTo(ByteBuffer.wrap(expected.toByteArray()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Action.RecreateContainer recreate(String old) {
        return new Action.RecreateContainer(
                "shop@a", "shop-web-1", 1, bench.web(), new Action.ContainerRef(old, "shop-web-1"));
    }

    @Test
    void volumesWithoutANameAreRenewedWhenAskedFor() {
        String old = made();
        String volume = mountedVolume();
        assertThat(run(recreate(old)).complete()).isTrue();
        assertThat(mountedVolume()).isEqualTo(volume);
        Action.RecreateContainer again = recreate(only().id());
        Action.Handover renewing = new Action.Handover(Duration.ofSeconds(3), false);
        assertThat(run(again.with(renewing)).complete()).isTrue();
        assertThat(mountedVolume()).isNotEqualTo(volume);
        assertThat(only().labels()).containsEntry("com.docker.compose.replace", again.old().id());
    }

    private String mountedVolume() {
        return only().mounts().getFirst().name();
    }

    @Test
    void aContainerIsReplacedInTheOrderOfDockerCompose() {
        String old = made();
        engine.startContainer(old);
        String temporary = old.substring(0, 12) + "_shop-web-1";
        engine.forgetJournal();

        assertThat(run(recreate(old)).complete()).isTrue();

        assertThat(engine.mutations())
                .extracting(FakeEngine.Call::name)
                .containsExactly(
                        "removeContainer",
                        "createContainer",
                        "stopContainer",
                        "removeContainer",
                        "renameContainer");
        assertThat(engine.mutations().get(1).target()).isEqualTo(temporary);
        assertThat(only().name()).isEqualTo("shop-web-1");
        assertThat(only().labels()).containsEntry("com.docker.compose.replace", old);
    }

    @Test
    void volumesWithoutANameGoOverToTheNewContainer() {
        String old = made();
        String volume = volumeAtAnon(old);

        assertThat(run(recreate(old)).complete()).isTrue();

        assertThat(volumeAtAnon(only().id())).isEqualTo(volume).isNotEmpty();
    }

    private String volumeAtAnon(String id) {
        MapNode inspection = engine.inspectContainer(id).orElseThrow();
        return Fields.of(inspection).maps("Mounts").stream()
                .filter(mount -> mount.text("Destination").equals("/anon"))
                .map(mount -> mount.text("Name"))
                .findFirst()
                .orElse("");
    }

    /** The power fails right before each call; what is left is put right by the same step. */
    @TestFactory
    Stream<DynamicTest> aReplacementIsResumedWhereverItWasInterrupted() {
        return Stream.of("createContainer", "stopContainer", "removeContainer", "renameContainer")
                .map(call -> DynamicTest.dynamicTest(call, () -> interruptedAt(call)));
    }

    private static void interruptedAt(String call) {
        ContainerMakerTest test = new ContainerMakerTest();
        String old = test.made();
        test.engine.startContainer(old);
        String volume = test.volumeAtAnon(old);
        test.engine.before(made -> {
            boolean theOne = !call.equals("removeContainer") || made.target().equals(old);
            if (made.name().equals(call) && theOne) {
                test.engine.cut();
            }
        });
        assertThat(test.run(test.recreate(old)).complete()).isFalse();
        test.engine.before(made -> {}).heal();

        assertThat(test.run(test.recreate(old)).complete()).isTrue();

        assertThat(test.only().name()).isEqualTo("shop-web-1");
        assertThat(test.only().id()).isNotEqualTo(old);
        assertThat(test.volumeAtAnon(test.only().id())).isEqualTo(volume);
    }

    @Test
    void anOldContainerThatCannotBeStoppedStaysAndTheNewOneGoes() {
        String old = made();
        engine.startContainer(old);
        engine.fail("stopContainer", old, 500, "stuck in the kernel");

        assertThat(failure(run(recreate(old)), 1).reason()).contains("stuck in the kernel");
        assertThat(only().id()).isEqualTo(old);
    }
}
