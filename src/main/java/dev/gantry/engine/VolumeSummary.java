package dev.gantry.engine;

import java.util.SequencedMap;

/** One entry of {@code GET /volumes}, or {@code GET /volumes/{name}}. */
public record VolumeSummary(String name, String driver, SequencedMap<String, String> labels) {}
