package dev.gantry.server.watchdog;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import java.util.List;
import java.util.Optional;

/** A service as the registry has it, and how it is. */
public record Upstream(InferenceNode node, InferenceService service, UpstreamState state) {

    public UpstreamId id() {
        return new UpstreamId(node.name(), service.name());
    }

    /** Whether it takes new requests. */
    public boolean open() {
        return state.condition().open() && !node.draining();
    }

    /**
     * The names that it answers for, without aliases: the declared ones, else what it told. Empty:
     * nobody knows, so any. An empty list: it said that it has none.
     */
    public Optional<List<String>> models() {
        if (!service.models().isEmpty()) {
            return Optional.of(declared());
        }
        return state.learned().listed() ? Optional.of(state.learned().models()) : Optional.empty();
    }

    private List<String> declared() {
        return service.kind() == Kind.OLLAMA
                ? service.models().stream()
                        .flatMap(name -> ModelName.both(name).stream())
                        .distinct()
                        .toList()
                : service.models();
    }

    /** Those that are loaded. Of a service that loads its model before it is well, all. */
    public List<String> warm() {
        List<String> known = models().orElse(List.of());
        Learned learned = state.learned();
        return switch (service.kind()) {
            case VLLM, WHISPER_CPP, CHATTERBOX, TEXT_EMBEDDINGS_INFERENCE -> known;
            case LLAMA_CPP -> learned.warm().containsAll(learned.models()) ? known : learned.warm();
            case OLLAMA, SPEACHES, OPENAI, HTTP -> learned.warm();
        };
    }

    /** How many requests it works on at the same time: declared, else what it told, else 1. */
    public int slots() {
        return service.slots().orElse(state.learned().slots().orElse(1));
    }

    Upstream with(UpstreamState next) {
        return new Upstream(node, service, next);
    }

    /**
     * Whether this is the same server as {@code other}, asked in the same way; then what is known
     * of one holds for the other.
     */
    boolean isAsked(InferenceNode where, InferenceService other) {
        return node.address().equals(where.address())
                && service.kind() == other.kind()
                && service.port() == other.port()
                && service.tls() == other.tls()
                && service.path().equals(other.path())
                && service.probe().equals(other.probe())
                && service.tokenVariable().equals(other.tokenVariable());
    }
}
