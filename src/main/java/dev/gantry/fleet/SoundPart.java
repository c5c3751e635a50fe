package dev.gantry.fleet;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stacks of a wrong fleet file that nothing is wrong with, so that what is wrong with their
 * Compose files is told in the same run.
 */
final class SoundPart {
    private SoundPart() {}

    /**
     * The fleet without its faulty stacks; nothing when something else is wrong, for then it is not
     * known what the variables of the others are, or where they run.
     */
    static Optional<Fleet> of(Path file, MapNode root, List<Problem> errors) {
        if (!(root.get("stacks") instanceof MapNode stacks)) {
            return Optional.empty();
        }
        List<String> faulty = new ArrayList<>();
        for (Problem error : errors) {
            stackAt(error.location(), root, stacks).ifPresent(faulty::add);
        }
        MapNode.Builder sound = stacks.toBuilder();
        faulty.forEach(sound::remove);
        MapNode rest = root.with("stacks", sound.build());
        Problems left = new Problems();
        Fleet fleet = FleetReader.read(file, rest, left);
        return left.hasErrors() ? Optional.empty() : Optional.of(fleet);
    }

    /** The stack that begins last before the place, unless another part of the fleet does. */
    private static Optional<String> stackAt(Location place, MapNode root, MapNode stacks) {
        Location section = root.keyLocation("stacks");
        boolean elsewhere =
                place.compareTo(section) < 0
                        || root.values().stream()
                                .map(MapNode.Entry::key)
                                .anyMatch(key ->
                                        key.compareTo(section) > 0 && key.compareTo(place) <= 0);
        Optional<String> found = Optional.empty();
        for (String name : elsewhere ? List.<String>of() : List.copyOf(stacks.keys())) {
            if (stacks.keyLocation(name).compareTo(place) <= 0) {
                found = Optional.of(name);
            }
        }
        return found;
    }
}
