package dev.gantry.apply;

import static dev.gantry.apply.Bench.network;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.FakeEngine;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import dev.gantry.plan.Action;
import dev.gantry.plan.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ObserverTest {
    private final Bench bench = new Bench(Bench.WEB, "a", "b");

    private Observed observe() {
        return observe(bench.desired);
    }

    private Observed observe(Desired desired) {
        return new Observer(bench.source()).observe(desired);
    }

    private Observed.Reachable at(String host) {
        return (Observed.Reachable) state(host);
    }

    private Observed.HostState state(String host) {
        return Objects.requireNonNull(observe().hosts().get(host));
    }

    private void made() {
        int network = bench.step("a", network("shop_default"));
        int created = bench.step("a", bench.create(), network);
        bench.step("a", new Action.StartContainer("shop-web-1"), created);
        bench.run();
    }

    @Test
    void oneCallEachTellsWhatIsThere() {
        made();
        FakeEngine engine = bench.engine("a");
        engine.forgetJournal();

        Observed.Reachable there = at("a");

        assertThat(engine.journal())
                .extracting(FakeEngine.Call::name)
                .containsExactlyInAnyOrder(
                        "apiVersion", "containers", "networks", "volumes", "images");
        assertThat(engine.mutations()).isEmpty();
        assertThat(there.apiVersion()).isEqualTo("1.51");
        assertThat(there.images()).containsKey("lab/web:1");
        assertThat(there.containers())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.name()).isEqualTo("shop-web-1");
                    assertThat(one.state()).isEqualTo("running");
                    assertThat(one.networks()).containsKey("shop_default");
                    assertThat(one.inspection().isEmpty()).isTrue();
                });
    }

    @Test
    void aLookMayBeginBeforeItIsKnownWhatIsWanted() {
        made();
        Observed later = observe();
        FakeEngine engine = bench.engine("a");
        engine.forgetJournal();
        try (Observer.Look look = new Observer(bench.source()).begin()) {
            Host host = bench.desired.deployments().getFirst().host();
            look.at(host);
            look.at(host);

            assertThat(look.seen(bench.desired)).isEqualTo(later);
        }

        assertThat(engine.journal()).extracting(FakeEngine.Call::name).containsOnlyOnce("images");
    }

    /** So that a plan still holds when nothing but the locks for it has come since it was made. */
    @Test
    void twoLooksAreTheSameButForLocks() {
        made();
        Observed before = observe();
        DeployLock lock = new DeployLock(bench.engine("a"), "shop");
        lock.take(new LockHolder("t", "ada", "here", "1", 1, Instant.EPOCH));

        assertThat(observe()).isNotEqualTo(before);
        assertThat(DeployLock.without(observe())).isEqualTo(DeployLock.without(before));

        bench.engine("a").stopContainer("shop-web-1", Duration.ZERO);
        assertThat(DeployLock.without(observe())).isNotEqualTo(DeployLock.without(before));
    }

    @Test
    void onlyWhatDiffersFromTheFilesIsInspected() {
        bench.engine("a").createContainer("shop-web-1", "", changedWeb());

        assertThat(at("a").containers())
                .singleElement()
                .satisfies(one -> assertThat(one.inspection().has("Config")).isTrue());
    }

    @Test
    void howManyContainersThereAreDoesNotMatterToTheDeployments() {
        Counted deployments = new Counted(bench.desired.deployments());
        Desired desired = new Desired(bench.desired.fleet(), deployments, List.of());
        observe(desired);
        int once = deployments.read;
        for (int number = 1; number <= 5; number++) {
            bench.engine("a").createContainer("shop-web-" + number, "", changedWeb());
        }

        observe(desired);

        assertThat(deployments.read).isEqualTo(2 * once);
    }

    /** Counts how often one of them is looked at. */
    private static final class Counted extends AbstractList<Deployment> {
        private final List<Deployment> deployments;
        private int read;

        Counted(List<Deployment> deployments) {
            this.deployments = deployments;
        }

        @Override
        public Deployment get(int index) {
            read++;
            return deployments.get(index);
        }

        @Override
        public int size() {
            return deployments.size();
        }
    }

    @Test
    void containersOfOtherProjectsAreReportedAndNotInspected() {
        MapNode other =
                json(
                        "{\"Image\": \"lab/web:1\", \"Labels\": {\"com.docker.compose.project\": \"other\"}}");
        bench.engine("a").createContainer("other-web-1", "", other);

        assertThat(at("a").containers())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.name()).isEqualTo("other-web-1");
                    assertThat(one.inspection().isEmpty()).isTrue();
                });
    }

    @Test
    void aHostThatCannotBeReachedIsAResult() {
        bench.engine("b").cut();

        assertThat(state("b"))
                .isInstanceOfSatisfying(
                        Observed.Unreachable.class,
                        silent -> assertThat(silent.reason()).isEqualTo("no route to host"));
        assertThat(state("a")).isInstanceOf(Observed.Reachable.class);
    }

    @Test
    void factsTellAGpuByItsRuntimeOrByADiscoveredDevice() {
        FakeEngine engine = bench.engine("a");
        assertThat(Facts.of(engine)).isEqualTo(new Facts("linux", "amd64", "none"));
        engine.info(json("{\"Runtimes\": {\"runc\": {}, \"nvidia\": {}}}"));
        assertThat(Facts.of(engine).gpu()).isEqualTo("nvidia");
        engine.info(
                json(
                        "{\"DiscoveredDevices\": [{\"Source\": \"cdi\", \"ID\": \"amd.com/gpu=0\"}]}"));
        assertThat(Facts.of(engine).labels().values()).containsExactly("linux", "amd64", "amd");
    }

    /** A container of the service, as it was made of other files. */
    private static MapNode changedWeb() {
        return json(
                """
                {"Image": "lab/web:1", "Labels": {"com.docker.compose.project": "shop",
                 "com.docker.compose.service": "web", "com.docker.compose.config-hash": "old"}}
                """);
    }

    private static MapNode json(String text) {
        return (MapNode) JsonReader.read("json", text);
    }
}
