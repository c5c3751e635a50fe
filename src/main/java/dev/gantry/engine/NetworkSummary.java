package dev.gantry.engine;

import java.util.SequencedMap;

/** One entry of {@code GET /networks}. */
public record NetworkSummary(
        String id, String name, String driver, SequencedMap<String, String> labels) {}
