package dev.gantry.engine;

import java.util.List;
import java.util.Map;

/**
 * One entry of {@code GET /images/json}.
 *
 * @param created Unix seconds; 0 where nothing is said
 */
public record ImageSummary(
        String id,
        List<String> tags,
        List<String> digests,
        Map<String, String> labels,
        long created) {}
