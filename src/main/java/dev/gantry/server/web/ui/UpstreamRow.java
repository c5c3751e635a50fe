package dev.gantry.server.web.ui;

import java.util.List;

/**
 * An inference service.
 *
 * @param models that it answers for, in words
 * @param busy requests that are there
 * @param slots how many it works on at the same time
 */
public record UpstreamRow(
        String service, String kind, State state, List<String> models, int busy, int slots) {
    private static final int SHOWN = 4;

    /** The first few of its models, and how many more there are. */
    public String fewModels() {
        String few = String.join(", ", models.subList(0, Math.min(SHOWN, models.size())));
        return models.size() > SHOWN ? few + " and " + (models.size() - SHOWN) + " more" : few;
    }

    /** All of them, one a line. */
    public String allModels() {
        return String.join("\n", models);
    }
}
