package dev.gantry.server.registry;

import dev.gantry.diag.DidYouMean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which server program an inference service is: how its health is asked, what it tells about its
 * models and slots, and which paths of its own it has.
 */
public enum Kind {
    LLAMA_CPP,
    OLLAMA,
    VLLM,
    WHISPER_CPP,
    SPEACHES,
    CHATTERBOX,
    TEXT_EMBEDDINGS_INFERENCE,

    /** Anything that answers {@code GET /v1/models}. */
    OPENAI,

    /** Anything that answers its probe's path with a status below 400. */
    HTTP;

    /** As the API, the command line and the fleet file call it: {@code llama-cpp}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a service of this kind can do when nobody says otherwise. */
    public Set<Capability> usualCapabilities() {
        return switch (this) {
            case LLAMA_CPP, VLLM, OPENAI -> Set.of(Capability.CHAT);
            case OLLAMA -> Set.of(Capability.CHAT, Capability.EMBEDDINGS);
            case WHISPER_CPP, SPEACHES -> Set.of(Capability.TRANSCRIPTION);
            case CHATTERBOX -> Set.of(Capability.SPEECH);
            case TEXT_EMBEDDINGS_INFERENCE -> Set.of(Capability.EMBEDDINGS);
            case HTTP -> Set.of(Capability.OTHER);
        };
    }

    /** Where it listens when nobody says otherwise; empty where that differs. */
    public OptionalInt usualPort() {
        return switch (this) {
            case LLAMA_CPP, WHISPER_CPP -> OptionalInt.of(8080);
            case OLLAMA -> OptionalInt.of(11434);
            case VLLM, SPEACHES -> OptionalInt.of(8000);
            case CHATTERBOX -> OptionalInt.of(5123);
            case TEXT_EMBEDDINGS_INFERENCE -> OptionalInt.of(80);
            case OPENAI, HTTP -> OptionalInt.empty();
        };
    }

    /** Empty when there is none of that name. */
    public static Optional<Kind> parse(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Kind::word).toList();
    }

    /** What to say about a word that is none. */
    public static String hint(String word) {
        return DidYouMean.hint(word, words());
    }
}
