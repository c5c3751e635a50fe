package dev.gantry.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a dispatcher is told of an upstream. */
class UpstreamTest {

    private static Upstream upstream(InferenceService service, Learned learned) {
        UpstreamState up =
                Health.after(
                        UpstreamState.unknown(0),
                        new Observation.Passed(Duration.ofMillis(1), learned, ""),
                        0);
        return new Upstream(Machines.node("gpu1", service), service, up);
    }

    private static Learned learned(List<String> models, List<String> warm) {
        return new Learned(true, models, warm, OptionalInt.of(4));
    }

    @Test
    void declaredModelsComeBeforeLearnedOnes() {
        Learned learned = learned(List.of("told"), List.of("told"));
        assertThat(upstream(Machines.service("a", Kind.VLLM, "mine"), learned).models())
                .contains(List.of("mine"));
        assertThat(upstream(Machines.service("a", Kind.VLLM), learned).models())
                .contains(List.of("told"));
    }

    @Test
    void noneAreNotUnknownOnes() {
        InferenceService service = Machines.service("a", Kind.OLLAMA);
        assertThat(upstream(service, Learned.NOTHING).models()).isEmpty();
        assertThat(upstream(service, learned(List.of(), List.of())).models()).contains(List.of());
    }

    @Test
    void declaredModelsOfOllamaHaveBothNames() {
        assertThat(
                        upstream(
                                        Machines.service("a", Kind.OLLAMA, "a", "b:latest", "c:7b"),
                                        Learned.NOTHING)
                                .models())
                .contains(List.of("a", "a:latest", "b:latest", "b", "c:7b"));
    }

    @Test
    void whatLoadsAtItsStartIsWarmUnderItsDeclaredNames() {
        assertThat(upstream(Machines.service("a", Kind.WHISPER_CPP, "w"), Learned.NOTHING).warm())
                .containsExactly("w");
        assertThat(
                        upstream(
                                        Machines.service("a", Kind.LLAMA_CPP, "mine"),
                                        learned(List.of("/m/x.gguf"), List.of("/m/x.gguf")))
                                .warm())
                .containsExactly("mine");
        assertThat(
                        upstream(
                                        Machines.service("a", Kind.LLAMA_CPP, "b", "c"),
                                        learned(List.of("b", "c"), List.of("c")))
                                .warm())
                .containsExactly("c");
        assertThat(upstream(Machines.service("a", Kind.OLLAMA, "o"), Learned.NOTHING).warm())
                .isEmpty();
    }

    @Test
    void slotsAreDeclaredElseLearnedElseOne() {
        InferenceService declared =
                Machines.asked(Kind.LLAMA_CPP, "", "", "", List.of())
                        .at("a", 8080, OptionalInt.of(2));
        InferenceService silent = Machines.service("a", Kind.LLAMA_CPP);
        Learned learned = learned(List.of(), List.of());
        assertThat(upstream(declared, learned).slots()).isEqualTo(2);
        assertThat(upstream(silent, learned).slots()).isEqualTo(4);
        assertThat(upstream(silent, Learned.NOTHING).slots()).isEqualTo(1);
    }

    @Test
    void oneThatDrainsIsNotOpen() {
        InferenceService service = Machines.service("a", Kind.HTTP);
        Upstream upstream = upstream(service, Learned.NOTHING);
        assertThat(upstream.open()).isTrue();
        assertThat(
                        new Upstream(
                                        Machines.node("gpu1", "gpu1.lan", true, service),
                                        service,
                                        upstream.state())
                                .open())
                .isFalse();
        assertThat(upstream.with(UpstreamState.unknown(0)).open()).isFalse();
    }
}
