package dev.gantry.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import dev.gantry.server.watchdog.Network.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random registries, services and requests: what holds at every moment of them. */
class WatchdogPropertiesTest {
    private static final List<Behaviour> BEHAVIOURS =
            List.of(
                    Behaviour.WELL,
                    Behaviour.SLOW,
                    Behaviour.LOADING,
                    Behaviour.BROKEN,
                    Behaviour.REFUSES,
                    Behaviour.SILENT,
                    Behaviour.LOST);

    @Test
    void noUpstreamIsLostAndNoPlaceForItsProbes() {
        for (int seed = 0; seed < 60; seed++) {
            new Course(seed).run();
        }
    }

    private static final class Course {
        private final int seed;
        private final Random random;
        private final Network network;
        private final Map<UpstreamId, UpstreamState> heard = new HashMap<>();
        private List<InferenceNode> nodes = List.of();

        Course(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.network = new Network(random.nextLong() >> 2);
            network.watchdog.listen(this::hear);
        }

        /** What a listener was told last is what it is told that it was before. */
        private void hear(Change change) {
            UpstreamId id = change.upstream().id();
            UpstreamState last = heard.put(id, change.upstream().state());
            assertThat(network.watchdog.state(id)).as("seed %d", seed).contains(change.upstream());
            if (last != null && change.before().condition() != Condition.UNKNOWN) {
                assertThat(change.before().condition())
                        .as("seed %d: %s", seed, id)
                        .isEqualTo(last.condition());
            }
        }

        void run() {
            for (int step = 0; step < 120; step++) {
                step();
                holds(step);
            }
            for (Upstream upstream : network.watchdog.states()) {
                is(upstream.id(), Behaviour.WELL);
            }
            network.pass(Duration.ofMinutes(2));
            assertThat(network.watchdog.states())
                    .as("seed %d", seed)
                    .allSatisfy(one ->
                            assertThat(one.state().condition())
                                    .as(one.state().toString())
                                    .isEqualTo(Condition.UP));
            network.deliver(network.now + Network.SECOND);
            assertThat(network.watchdog.underWay()).as("seed %d", seed).isZero();
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0 -> change();
                case 1, 2 -> is(any(), BEHAVIOURS.get(random.nextInt(BEHAVIOURS.size())));
                case 3 -> network.watchdog.failed(any(), "answered 500", network.now);
                case 4 -> network.watchdog.served(any());
                case 5 -> network.pass(Duration.ofSeconds(random.nextInt(40)));
                default -> network.pass(Duration.ofMillis(random.nextInt(3000)));
            }
        }

        private void is(UpstreamId id, Behaviour behaviour) {
            network.is(id.node(), id.service(), behaviour);
        }

        private UpstreamId any() {
            return new UpstreamId("gpu" + random.nextInt(4), "s" + random.nextInt(3));
        }

        private void change() {
            List<InferenceNode> next = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                List<InferenceService> services = new ArrayList<>();
                for (int service = 0; service < 3; service++) {
                    if (random.nextInt(4) > 0) {
                        services.add(service("s" + service));
                    }
                }
                next.add(
                        Machines.node(
                                "gpu" + node,
                                "10.0.0." + random.nextInt(2),
                                random.nextBoolean(),
                                services.toArray(InferenceService[]::new)));
            }
            nodes = next;
            network.watchdog.accept(
                    Machines.snapshot(nodes.toArray(InferenceNode[]::new)), network.now);
        }

        private InferenceService service(String name) {
            return Machines.asked(Kind.VLLM, "", "", "", List.of())
                    .at(name, 8000 + random.nextInt(2), OptionalInt.empty());
        }

        private void holds(int step) {
            assertThat(network.watchdog.states())
                    .as("seed %d, step %d", seed, step)
                    .extracting(Upstream::id)
                    .containsExactlyElementsOf(ids());
        }

        private List<UpstreamId> ids() {
            return nodes.stream()
                    .flatMap(node ->
                            node.services().stream()
                                    .map(one -> new UpstreamId(node.name(), one.name())))
                    .toList();
        }
    }
}
