package dev.gantry.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import dev.gantry.server.watchdog.Network.Behaviour;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Ten thousand upstreams on a clock that is told. */
class CrowdTest {
    private static final int NODES = 2500;
    private static final int EACH = 4;
    private static final int MOST = Agenda.PLACES + Agenda.PLACES_OF_SILENT_ONES;

    private final Network network = new Network(-3 * Network.SECOND);

    private void crowd(IntFunction<Behaviour> behaviour) {
        List<InferenceNode> nodes = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            InferenceService[] services = new InferenceService[EACH];
            for (int one = 0; one < EACH; one++) {
                services[one] = Machines.service("s" + one, Kind.LLAMA_CPP);
            }
            nodes.add(Machines.node("gpu" + node, services));
        }
        behave(behaviour);
        network.watchdog.accept(
                Machines.snapshot(nodes.toArray(InferenceNode[]::new)), network.now);
    }

    private void behave(IntFunction<Behaviour> behaviour) {
        for (int one = 0; one < NODES * EACH; one++) {
            network.is("gpu" + one / EACH, "s" + one % EACH, behaviour.apply(one));
        }
    }

    /** Six of ten are well, one is slow, and the others refuse, say nothing or load. */
    private static Behaviour mixed(int one) {
        return switch (one % 10) {
            case 0 -> Behaviour.SLOW;
            case 1, 2 -> Behaviour.SILENT;
            case 3 -> one % 100 == 3 ? Behaviour.LOADING : Behaviour.REFUSES;
            default -> Behaviour.WELL;
        };
    }

    private long are(Condition condition) {
        return network.watchdog.states().stream()
                .filter(upstream -> upstream.state().condition() == condition)
                .count();
    }

    @Test
    void everyProbeIsOnTimeAmongManyThatAreNotWell() {
        crowd(CrowdTest::mixed);
        network.pass(Duration.ofSeconds(8));
        assertThat(network.asked).hasSize(NODES * EACH);
        assertThat(are(Condition.UNKNOWN)).as("unknown after 8 s").isLessThan(3000);
        network.pass(Duration.ofMinutes(4));
        assertThat(network.mostOpen).isLessThanOrEqualTo(MOST);
        assertThat(network.mostOpenOfOne).isEqualTo(1);
        assertThat(are(Condition.UP)).isEqualTo(6000);
        assertThat(are(Condition.DEGRADED)).isEqualTo(1000);
        assertThat(are(Condition.LOADING)).isEqualTo(100);
        assertThat(are(Condition.DOWN)).isEqualTo(2900);
        network.asked.forEach(
                (id, times) -> onTime(id, network.state(id.node(), id.service()), times));
    }

    /** Between its last probes lies what the schedule says, and no more than two ticks besides. */
    private static void onTime(UpstreamId id, UpstreamState state, List<Long> times) {
        long pause = Schedule.DEFAULT.pause(state).toNanos();
        for (int one = times.size() - 3; one < times.size(); one++) {
            assertThat(times.get(one) - times.get(one - 1))
                    .as("%s, which is %s", id, state.condition())
                    .isBetween(pause - 100 * Network.MILLI, pause + 100 * Network.MILLI);
        }
    }

    @Test
    void probesSpreadEvenly() {
        crowd(_ -> Behaviour.WELL);
        network.pass(Duration.ofSeconds(60));
        int[] perSecond = new int[30];
        network.asked.values().forEach(times -> perSecond[second(times.getLast())]++);
        assertThat(Arrays.stream(perSecond).boxed()).allMatch(count -> count > 250 && count < 420);
        assertThat(network.mostOpen).as("even at the start").isLessThanOrEqualTo(256);
    }

    private static int second(long time) {
        return (int) Math.floorMod(Math.floorDiv(time, Network.SECOND), 30L);
    }

    @Test
    void thatAllFallSilentIsKnownSoonAndSoIsTheirReturn() {
        crowd(_ -> Behaviour.WELL);
        network.pass(Duration.ofSeconds(60));
        assertThat(are(Condition.UP)).isEqualTo(NODES * EACH);
        behave(_ -> Behaviour.SILENT);
        network.pass(Duration.ofSeconds(90));
        assertThat(are(Condition.DOWN)).isEqualTo(NODES * EACH);
        assertThat(network.mostOpen).isLessThanOrEqualTo(MOST);
        behave(_ -> Behaviour.WELL);
        network.pass(Duration.ofSeconds(30));
        assertThat(are(Condition.UP)).isEqualTo(NODES * EACH);
    }

    @Test
    void theSilentOnesDoNotDelayTheOthers() {
        crowd(one -> one % 10 == 0 ? Behaviour.WELL : Behaviour.SILENT);
        network.pass(Duration.ofMinutes(4));
        network.asked.forEach((id, times) -> {
            UpstreamState state = network.state(id.node(), id.service());
            if (state.condition() == Condition.UP) {
                onTime(id, state, times);
            }
        });
        assertThat(are(Condition.UP)).isEqualTo(1000);
    }

    @Test
    void theSameCourseTwiceIsTheSame() {
        crowd(CrowdTest::mixed);
        network.pass(Duration.ofSeconds(40));
        CrowdTest again = new CrowdTest();
        again.crowd(CrowdTest::mixed);
        again.network.pass(Duration.ofSeconds(40));
        assertThat(again.network.asked).isEqualTo(network.asked);
        assertThat(again.network.told).isEqualTo(network.told);
    }

    @Test
    void eachUpstreamTakesLittleMemory() {
        Duration course = Duration.ofSeconds(70);
        new CrowdTest().settled(course);
        long before = heap();
        CrowdTest crowd = new CrowdTest();
        crowd.settled(course);
        crowd.network.asked.clear();
        crowd.network.paths.clear();
        crowd.network.told.clear();
        long each = (heap() - before) / (NODES * EACH);
        assertThat(crowd.are(Condition.UP)).isEqualTo(6000);
        assertThat(each).as("bytes, the registry's own records included").isLessThan(4096);
    }

    private void settled(Duration course) {
        crowd(CrowdTest::mixed);
        network.pass(course);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
