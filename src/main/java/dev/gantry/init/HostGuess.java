package dev.gantry.init;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The hosts of a fleet: Docker contexts that folders are named after, and this machine for the
 * rest.
 *
 * @param engines host to engine; empty where all runs on this machine
 * @param stacks stack to its host; as empty
 * @param unused contexts that no folder is named after
 * @param envFiles host or unused context to the env file that is named after it
 */
record HostGuess(
        Map<String, String> engines,
        Map<String, String> stacks,
        List<String> unused,
        Map<String, String> envFiles) {
    private static final String LOCAL = "local";
    private static final String FOLDER = "hosts";

    /**
     * @param contexts the names of the Docker CLI's contexts
     * @param envTexts the env files that are there, and the examples of env files
     */
    static HostGuess of(
            List<Draft> drafts, List<String> contexts, SequencedMap<String, String> envTexts) {
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
            return new HostGuess(engines, stacks, unused, envFiles(unused, envTexts));
        }
        for (Draft draft : drafts) {
            String host = stacks.computeIfAbsent(draft.name(), _ -> LOCAL);
            engines.putIfAbsent(host, known.contains(host) ? "context://" + host : LOCAL);
        }
        Set<String> hosts = new LinkedHashSet<>(engines.keySet());
        hosts.addAll(unused);
        return new HostGuess(engines, stacks, unused, envFiles(hosts, envTexts));
    }

    /** {@code hosts/NAME.env}, where it or an example of it is there. */
    private static Map<String, String> envFiles(
            Collection<String> hosts, SequencedMap<String, String> envTexts) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String host : hosts) {
            String path = Paths.below(FOLDER, host + ".env");
            if (envTexts.keySet().stream()
                    .anyMatch(one -> one.equals(path) || EnvExample.target(one).equals(path))) {
                files.put(host, path);
            }
        }
        return files;
    }

    private static boolean isNamedAfter(Draft draft, String context) {
        return draft.name().equals(context)
                || Paths.segments(draft.folder()).stream()
                        .anyMatch(one -> Paths.bareName(one).equals(context));
    }
}
