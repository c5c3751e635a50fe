package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Engine} does, the real one and the one in memory: so the fake stays honest. All
 * that it makes is named with {@link #prefix} and removed again.
 */
public interface EngineContract extends StreamContract, ProcessContract, ImageContract {
    private ContainerSummary listed() {
        return engine().containers(List.of(LABEL + "=" + prefix())).getFirst();
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
    default void theWayToAnEngineThatAnswersIsOpen() {
        assertThat(engine().approach().stop()).isEqualTo(Approach.Stop.NOWHERE);
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
        ContractFixture.refused(409, () -> create("web"));
        create("other");
        ContractFixture.refused(409, () -> engine().renameContainer(name("other"), name("web")));
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
        ContractFixture.refused(404, () -> engine().startContainer(name("none")));
        ContractFixture.refused(404, () -> engine().stopContainer(name("none"), GRACE));
        ContractFixture.refused(404, () -> engine().renameContainer(name("none"), name("some")));
        ContractFixture.refused(
                404, () -> engine().logs(name("none"), new LogOptions(false, -1, "", "", false)));
        assertThat(engine().inspectImage("no/such:1")).isEmpty();
        assertThat(engine().inspectNetwork(name("none"))).isEmpty();
    }

    @Test
    default void aStoppedContainerRemembersTheNetworkThatItRanOn() {
        MapNode network = Json.object().put("Name", Json.of(name("net"))).build();
        String old = engine().createNetwork(network);
        MapNode host = Json.object().put("NetworkMode", Json.of(name("net"))).build();
        String id =
                engine().createContainer(name("web"), "", body().put("HostConfig", host).build());
        engine().startContainer(id);
        engine().stopContainer(id, GRACE);
        engine().removeNetwork(old);
        engine().createNetwork(network);

        assertThat(listed().networks()).containsEntry(name("net"), old);
        ContractFixture.refused(404, () -> engine().startContainer(id));
    }

    @Test
    default void onlyARunningContainerTakesASignal() {
        String id = create("web");
        ContractFixture.refused(409, () -> engine().killContainer(id, "KILL"));
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
        ContractFixture.refused(409, () -> network("net"));
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

        assertThat(listed().networks()).containsExactly(Map.entry(name("net"), id));
        ContractFixture.refused(403, () -> engine().removeNetwork(id));
        ContractFixture.refused(
                403, () -> engine().connectNetwork(id, name("web"), Json.object().build()));
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
        ContractFixture.refused(404, () -> engine().startContainer(id));
    }

    private void volume() {
        volume("data");
    }

    private void volume(String part) {
        MapNode labels = Json.object().put("part", Json.of(part)).build();
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
        volume("of another");
        assertThat(volumes())
                .singleElement()
                .returns("local", VolumeSummary::driver)
                .satisfies(found -> assertThat(found.labels()).containsEntry("part", "data"));
        assertThat(volumes().getFirst()).isEqualTo(engine().volume(name("data")).orElseThrow());
        assertThat(engine().volume(name("none"))).isEmpty();
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
        ContractFixture.refused(409, () -> engine().removeVolume(name("data")));
        engine().removeContainer(id, true);
        engine().removeVolume(name("data"));
        assertThat(volumes()).isEmpty();
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
    default void theVersionIsOneThatBothSpeak() {
        assertThat(engine().apiVersion().atLeast("1.40")).isTrue();
        assertThat(engine().version().os()).isEqualTo("linux");
        assertThat(Fields.of(engine().info()).text("OSType")).isEqualTo("linux");
    }
}
