package dev.gantry.server.gateway;

import dev.gantry.server.dispatch.Lane;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.Capability;
import java.util.List;

/**
 * The lanes of the gateway, and which of them a request is in.
 *
 * @param all the earliest first, at least one
 */
public record Lanes(List<Lane> all) {
    public static final String INTERACTIVE = "interactive";
    public static final String AGENT = "agent";
    public static final String BATCH = "batch";

    /** Those of a gateway that nobody has told otherwise. */
    public static final Lanes STANDARD =
            new Lanes(
                    List.of(
                            new Lane(INTERACTIVE, 0, 256, false),
                            new Lane(AGENT, 0.2, 512, false),
                            new Lane(BATCH, 0.1, 2048, true)));

    public Lanes {
        all = List.copyOf(all);
    }

    public boolean has(String name) {
        return all.stream().anyMatch(lane -> lane.name().equals(name));
    }

    public List<String> names() {
        return all.stream().map(Lane::name).toList();
    }

    /**
     * The lane that a request gets without asking: its key's first; of a key for all lanes, the one
     * that fits the work. Vectors are made of documents by the thousand while somebody waits for a
     * chat's next word.
     */
    public String of(ApiKey key, Capability capability) {
        List<String> own = key.lanes().stream().filter(this::has).toList();
        if (!own.isEmpty()) {
            return own.getFirst();
        }
        String fitting =
                switch (capability) {
                    case EMBEDDINGS, RERANK -> BATCH;
                    case CHAT, TRANSCRIPTION, SPEECH, IMAGES, OTHER -> INTERACTIVE;
                };
        return has(fitting) ? fitting : all.getFirst().name();
    }
}
