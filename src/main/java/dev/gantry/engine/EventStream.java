package dev.gantry.engine;

import java.util.Optional;
import java.util.SequencedMap;

/** What happens at an engine, as it happens. */
public interface EventStream extends AutoCloseable {

    /** The next event; blocks. Empty at the end, or when closed. */
    Optional<EngineEvent> next();

    @Override
    void close();

    /**
     * Something that happened at an engine.
     *
     * @param type {@code container}, {@code network}, {@code volume}, {@code image} …
     * @param action {@code start}, {@code die}, {@code health_status: healthy} …
     * @param actor the id of what it happened to
     * @param nanos since the epoch
     */
    record EngineEvent(
            String type,
            String action,
            String actor,
            SequencedMap<String, String> attributes,
            long nanos) {}
}
