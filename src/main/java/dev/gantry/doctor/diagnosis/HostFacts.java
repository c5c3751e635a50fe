package dev.gantry.doctor.diagnosis;

import dev.gantry.doc.Fields;
import dev.gantry.engine.Approach;
import dev.gantry.engine.EngineVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is known about a host and its engine at one moment. */
public sealed interface HostFacts {

    /** The way to the engine. */
    Approach approach();

    /**
     * The engine says nothing.
     *
     * @param next what gets the user further; may be empty
     */
    record Silent(Approach approach, String reason, String next) implements HostFacts {}

    /**
     * The engine has answered.
     *
     * @param info the answer of {@code GET /info}
     * @param gpu the maker whose GPUs the engine says it can give: {@code nvidia}, {@code amd},
     *     {@code none}
     * @param asked when it was asked for {@code info}, by this machine's clock
     * @param took how long it took to answer that
     * @param images those of the fleet's images that are there
     */
    record Answered(
            Approach approach,
            EngineVersion version,
            Fields info,
            String gpu,
            Instant asked,
            Duration took,
            List<PresentImage> images,
            DeepLook deep)
            implements HostFacts {}

    /**
     * An image that the fleet uses and the host has.
     *
     * @param platform {@code os/architecture}
     */
    record PresentImage(String reference, String platform) {}
}
