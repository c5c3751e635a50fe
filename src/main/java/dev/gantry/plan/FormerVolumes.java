package dev.gantry.plan;

import dev.gantry.compose.model.Volume;
import dev.gantry.fleet.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The volumes that a host has of the projects that a stack was part of before. Compose names a
 * volume after its project: under another one the stack would begin with an empty one, and its data
 * would be out of sight.
 */
record FormerVolumes(Stack stack, HostView host) {

    /** Why these cannot be made before somebody has decided; empty where nothing is at stake. */
    Optional<String> obstacle(Iterable<Verdict.OfVolume> volumes) {
        List<String> fresh = new ArrayList<>();
        List<String> full = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (Verdict.OfVolume one : volumes) {
            Optional<Observed.Volume> former =
                    one.makes() ? former(one.volume()) : Optional.<Observed.Volume>empty();
            former.ifPresent(there -> {
                fresh.add(one.volume().name());
                full.add(there.name());
                kept.add(one.volume().key() + ": {external: true, name: " + there.name() + "}");
            });
        }
        return fresh.isEmpty() ? Optional.empty() : Optional.of(words(fresh, full, kept));
    }

    private Optional<Observed.Volume> former(Volume volume) {
        return stack.formerly().stream()
                .flatMap(former ->
                        host.state().volumes().stream()
                                .filter(one -> isOf(former.project(), volume.key(), one)))
                .findFirst();
    }

    private static boolean isOf(String project, String key, Observed.Volume volume) {
        return project.equals(volume.labels().get(ComposeLabels.PROJECT))
                && key.equals(volume.labels().get(ComposeLabels.VOLUME));
    }

    private String words(List<String> fresh, List<String> full, List<String> kept) {
        return "it would begin with nothing in volume "
                + String.join(", ", fresh)
                + ", while "
                + String.join(", ", full)
                + ", which it had as part of another project, is on host "
                + host.name()
                + ": name that in one more Compose file of the stack, volumes: {"
                + String.join(", ", kept)
                + "}; or say that an empty one is meant, docker volume create "
                + String.join("; docker volume create ", fresh);
    }
}
