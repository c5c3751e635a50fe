package dev.gantry.server.registry;

import dev.gantry.diag.DidYouMean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an inference service can do. */
public enum Capability {
    CHAT,
    EMBEDDINGS,
    TRANSCRIPTION,
    SPEECH,
    IMAGES,
    RERANK,

    /** Something that no route of the OpenAI API is for; asked by its native paths alone. */
    OTHER;

    /** As the API, the command line and the fleet file call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty when there is none of that name. */
    public static Optional<Capability> parse(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Capability::word).toList();
    }

    /** What to say about a word that is none. */
    public static String hint(String word) {
        return DidYouMean.hint(word, words());
    }
}
