package dev.gantry.engine;

import java.util.List;

/** One entry of {@code GET /images/json}. */
public record ImageSummary(String id, List<String> tags, List<String> digests) {}
