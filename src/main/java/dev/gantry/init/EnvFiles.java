package dev.gantry.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The env files of a folder: those that are there, and those that their examples become. */
final class EnvFiles {
    /** Read for every stack, in this order, where they stand in the root. */
    private static final List<String> OF_FLEET =
            List.of(".env.global", ".env.common", ".env.shared");

    private final Inventory inventory;
    private final List<Draft> drafts;
    private final HostGuess hosts;

    EnvFiles(Inventory inventory, List<Draft> drafts, HostGuess hosts) {
        this.inventory = inventory;
        this.drafts = drafts;
        this.hosts = hosts;
    }

    /** What the examples become that a stack or a host has a use for. */
    List<EnvProposal> proposals(Supplier<String> random, long now) {
        Map<String, String> shared = known();
        Set<String> wanted = wanted();
        Set<String> done = new LinkedHashSet<>();
        List<EnvProposal> proposals = new ArrayList<>();
        inventory
                .envTexts()
                .forEach((from, text) -> {
                    String path = EnvExample.target(from);
                    if (wanted.contains(path) && done.add(path)) {
                        boolean exists = inventory.envTexts().containsKey(path);
                        EnvFilling filling = new EnvFilling(random, shared, now);
                        proposals.add(filling.fill(path, from, text, exists));
                    }
                });
        return proposals;
    }

    /** Secrets that the env files which are there have: one name is one secret everywhere. */
    private Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        for (String path : inventory.envTexts().keySet()) {
            if (EnvExample.target(path).isEmpty()) {
                inventory
                        .variables(path)
                        .forEach((name, value) -> {
                            boolean secret = SecretName.isSecret(name) && !value.isEmpty();
                            if (secret && !Placeholder.isSecret(value)) {
                                known.putIfAbsent(name, value);
                            }
                        });
            }
        }
        return known;
    }

    /** The root's, the hosts', those beside Compose files, and those that services name. */
    private Set<String> wanted() {
        Set<String> wanted = new LinkedHashSet<>(OF_FLEET);
        wanted.add(".env");
        wanted.addAll(hosts.envFiles().values());
        for (Draft draft : drafts) {
            for (SourceFile file : draft.on()) {
                wanted.add(Paths.below(file.folder(), ".env"));
                for (ServiceSketch service : file.services()) {
                    service.envFiles()
                            .forEach(one -> wanted.add(Paths.resolve(file.folder(), one)));
                }
            }
        }
        return wanted;
    }

    /**
     * The env files of the fleet. The root's {@code .env} only where some stack's files stand
     * elsewhere: Docker Compose reads the one beside them, and so does Gantry.
     */
    List<String> ofFleet(List<EnvProposal> proposals) {
        Set<String> there = new LinkedHashSet<>(inventory.envTexts().keySet());
        proposals.forEach(one -> there.add(one.path()));
        List<String> files = new ArrayList<>(OF_FLEET);
        if (drafts.stream().anyMatch(draft -> !draft.first().folder().isEmpty())) {
            files.add(".env");
        }
        files.retainAll(there);
        return files;
    }
}
