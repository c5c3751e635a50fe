package dev.gantry.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hosts of a fleet: Docker contexts that folders are named after, and this machine for the
 * rest.
 *
 * @param engines host to engine; empty where all runs on this machine
 * @param stacks stack to its host; as empty
 * @param unused contexts that no folder is named after
 */
record HostGuess(Map<String, String> engines, Map<String, String> stacks, List<String> unused) {
    private static final String LOCAL = "local";

    /**
     * @param contexts the names of the Docker CLI's contexts
     */
    static HostGuess of(List<Draft> drafts, List<String> contexts) {
        Map<String, String> engines = new LinkedHashMap<>();
        Map<String, String> stacks = new LinkedHashMap<>();
        Set<String> known = new LinkedHashSet<>(contexts);
        known.remove("default");
        for (Draft draft : drafts) {
            for (String context : known) {
                if (isNamedAfter(draft, context)) {
                    stacks.put(draft.name(), context);
                }
            }
        }
        List<String> unused = new ArrayList<>(known);
        unused.removeAll(stacks.values());
        if (stacks.isEmpty()) {
            return new HostGuess(engines, stacks, unused);
        }
        for (Draft draft : drafts) {
            String host = stacks.computeIfAbsent(draft.name(), _ -> LOCAL);
            engines.putIfAbsent(host, known.contains(host) ? "context://" + host : LOCAL);
        }
        return new HostGuess(engines, stacks, unused);
    }

    private static boolean isNamedAfter(Draft draft, String context) {
        return draft.name().equals(context)
                || Paths.segments(draft.folder()).stream()
                        .anyMatch(one -> Paths.bareName(one).equals(context));
    }
}
