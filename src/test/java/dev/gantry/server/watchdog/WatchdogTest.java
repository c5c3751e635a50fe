package dev.gantry.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import dev.gantry.server.watchdog.Network.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final InferenceService LLAMA = Machines.service("llama", Kind.LLAMA_CPP);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final UpstreamId ID = new UpstreamId("gpu1", "llama");

    private final Network network = new Network(7);

    private Network watching(InferenceService... services) {
        network.watchdog.accept(Machines.snapshot(Machines.node("gpu1", services)), network.now);
        return network;
    }

    @Test
    void aNewServiceIsAskedAtOnce() {
        watching(LLAMA).pass(MOMENT);
        assertThat(network.told).containsExactly("upstream.up: gpu1/llama is up");
        assertThat(network.paths)
                .containsExactly(
                        "gpu1.lan:8080/health", "gpu1.lan:8080/v1/models", "gpu1.lan:8080/props");
        assertThat(network.state("gpu1", "llama").learned().models()).containsExactly("m");
        assertThat(network.watchdog.underWay()).isZero();
    }

    @Test
    void everyThirtySecondsToTheTick() {
        watching(LLAMA).pass(Duration.ofMinutes(5));
        List<Long> asked = network.asked("gpu1", "llama");
        assertThat(asked).hasSizeBetween(10, 11);
        for (int one = 2; one < asked.size(); one++) {
            assertThat(Duration.ofNanos(asked.get(one) - asked.get(one - 1)))
                    .isBetween(Duration.ofMillis(29_950), Duration.ofMillis(30_050));
        }
    }

    @Test
    void aLifeInWords() {
        network.is("gpu1", "llama", Behaviour.REFUSES);
        watching(LLAMA).pass(Duration.ofSeconds(60));
        network.is("gpu1", "llama", Behaviour.LOADING).pass(Duration.ofSeconds(20));
        network.is("gpu1", "llama", Behaviour.WELL).pass(Duration.ofSeconds(40));
        network.is("gpu1", "llama", Behaviour.SLOW).pass(Duration.ofSeconds(70));
        network.is("gpu1", "llama", Behaviour.SILENT).pass(Duration.ofSeconds(60));
        assertThat(network.told)
                .extracting(line -> line.replaceAll("\\d+ s ", "N s "))
                .containsExactly(
                        "upstream.down: gpu1/llama is down: GET /health: no answer; it does not run,"
                                + " or listens on another port or on its own machine's loopback only",
                        "upstream.loading: gpu1/llama is loading, after N s of down: loads its"
                                + " model: GET /health answered 503: loading",
                        "upstream.up: gpu1/llama is up, after N s of loading",
                        "upstream.degraded: gpu1/llama is degraded, after N s of up: answers"
                                + " slowly: in 2100 ms, as a rule in 5 ms",
                        "upstream.down: gpu1/llama is down, after N s of degraded: GET /health: no"
                                + " answer");
    }

    @Test
    void whatFallsSilentIsDownSoonAfterItsNextProbe() {
        watching(LLAMA).pass(Duration.ofSeconds(60));
        network.is("gpu1", "llama", Behaviour.SILENT).pass(Duration.ofSeconds(30 + 5 + 3 + 5));
        assertThat(network.state("gpu1", "llama").condition()).isEqualTo(Condition.DOWN);
    }

    @Test
    void failedRequestsBringTheNextProbeForward() {
        watching(LLAMA).pass(Duration.ofSeconds(31));
        network.is("gpu1", "llama", Behaviour.REFUSES);
        network.pass(Duration.ofSeconds(2));
        network.watchdog.failed(ID, "connection refused", network.now);
        network.pass(MOMENT);
        assertThat(network.state("gpu1", "llama").condition()).isEqualTo(Condition.DOWN);
    }

    @Test
    void manyFailedRequestsDoNotMakeManyProbes() {
        watching(LLAMA).pass(Duration.ofSeconds(31));
        int before = network.asked("gpu1", "llama").size();
        for (int time = 0; time < 1000; time++) {
            network.watchdog.failed(ID, "answered 500", network.now);
            network.pass(Duration.ofMillis(10));
        }
        assertThat(network.asked("gpu1", "llama").size() - before).isBetween(9, 11);
        assertThat(network.state("gpu1", "llama").condition()).isEqualTo(Condition.DEGRADED);
        assertThat(network.told.getLast()).endsWith("the last 3 requests failed: answered 500");
    }

    @Test
    void aFailedRequestDuringAProbeAsksOnceMoreAfterIt() {
        watching(LLAMA).pass(Duration.ofSeconds(31));
        network.is("gpu1", "llama", Behaviour.answers(1500, 200, ""));
        network.watchdog.failed(ID, "answered 500", network.now);
        network.pass(Duration.ofMillis(100));
        int during = network.asked("gpu1", "llama").size();
        network.watchdog.failed(ID, "answered 500", network.now);
        network.pass(Duration.ofSeconds(5));
        assertThat(network.asked("gpu1", "llama")).hasSize(during + 1);
    }

    @Test
    void whatTheRegistryDoesNotKnowIsOfNoMatter() {
        network.watchdog.failed(ID, "answered 500", network.now);
        network.watchdog.served(ID);
        assertThat(network.watchdog.state(ID)).isEmpty();
    }

    @Test
    void oneThatIsGoneIsForgottenWhateverItStillAnswers() {
        network.is("gpu1", "llama", Behaviour.SLOW);
        watching(LLAMA).pass(Duration.ofSeconds(1));
        watching().pass(Duration.ofSeconds(60));
        assertThat(network.watchdog.states()).isEmpty();
        assertThat(network.told).isEmpty();
        assertThat(network.paths).hasSize(1);
        assertThat(network.watchdog.underWay()).isZero();
    }

    @Test
    void oneThatIsAskedInAnotherWayIsANewOne() {
        watching(LLAMA).pass(MOMENT);
        network.is("gpu1", "llama", Behaviour.REFUSES);
        watching(
                Machines.asked(Kind.LLAMA_CPP, "", "", "", List.of())
                        .at("llama", 9090, OptionalInt.empty()));
        assertThat(network.state("gpu1", "llama")).isEqualTo(UpstreamState.unknown(network.now));
        network.pass(MOMENT);
        assertThat(network.paths).endsWith("gpu1.lan:9090/health");
        assertThat(network.told).last().asString().startsWith("upstream.down");
    }

    @Test
    void whatIsKnownStaysWhereOnlyTheDescriptionChanges() {
        watching(LLAMA).pass(MOMENT);
        UpstreamState before = network.state("gpu1", "llama");
        InferenceService declared = Machines.service("llama", Kind.LLAMA_CPP, "mine");
        network.watchdog.accept(
                Machines.snapshot(Machines.node("gpu1", "gpu1.lan", true, declared)), network.now);
        network.pass(MOMENT);
        Upstream upstream = network.watchdog.state(ID).orElseThrow();
        assertThat(upstream.state()).isEqualTo(before);
        assertThat(upstream.open()).isFalse();
        assertThat(upstream.models()).contains(List.of("mine"));
        assertThat(network.paths).hasSize(3);
    }

    @Test
    void listenersHearOfModelsToo() {
        StringBuilder heard = new StringBuilder();
        network.watchdog.listen(
                change -> heard.append(change.upstream().models().orElseThrow()).append(' '));
        watching(LLAMA).pass(Duration.ofSeconds(60));
        network.is("gpu1", "llama", Behaviour.answers(5, 200, "{\"data\":[{\"id\":\"n\"}]}"));
        network.pass(Duration.ofSeconds(60));
        assertThat(heard).hasToString("[m] [n] ");
    }

    @Test
    void aListenerMayChangeTheRegistry() {
        network.watchdog.listen(_ -> watching());
        watching(LLAMA, Machines.service("other", Kind.HTTP)).pass(Duration.ofSeconds(5));
        assertThat(network.watchdog.states()).isEmpty();
        assertThat(network.watchdog.underWay()).isZero();
    }

    @Test
    void aFetcherThatForgetsIsNotWaitedForEver() {
        network.is("gpu1", "llama", Behaviour.LOST);
        watching(LLAMA).pass(Duration.ofSeconds(20));
        assertThat(network.state("gpu1", "llama").condition()).isEqualTo(Condition.DOWN);
        network.is("gpu1", "llama", Behaviour.WELL).pass(Duration.ofSeconds(30));
        assertThat(network.state("gpu1", "llama").condition()).isEqualTo(Condition.UP);
    }

    @Test
    void aStandstillOfTheHostIsNobodysFault() {
        network.is("gpu1", "llama", Behaviour.answers(10, 200, "{\"data\":[]}"));
        watching(LLAMA);
        network.watchdog.tick(network.now);
        network.now += 600 * Network.SECOND;
        network.watchdog.tick(network.now);
        network.pass(MOMENT);
        assertThat(network.told).containsExactly("upstream.up: gpu1/llama is up");
    }
}
