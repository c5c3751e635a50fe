package dev.gantry.plan;

import dev.gantry.compose.model.ConfigHash;
import dev.gantry.doc.Json;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same files in another folder, such as a colleague's clone. Docker Compose's hash has the
 * paths of what is mounted; of what is delivered the host has only the content.
 *
 * @param directory the project's folder here
 * @param delivered the mount points of the service's delivered files
 */
record OtherCheckout(Path directory, Set<String> delivered) {

    /** Whether the container is of this very service, made from the folder that its label names. */
    boolean made(MapNode service, Map<String, String> labels) {
        String there = labels.getOrDefault(ComposeLabels.WORKING_DIR, "");
        String hash = labels.getOrDefault(ComposeLabels.CONFIG_HASH, "");
        return !delivered.isEmpty()
                && !there.isEmpty()
                && service.get("volumes") instanceof ListNode mounts
                && hash.equals(ConfigHash.ofService(service.with("volumes", in(there, mounts))));
    }

    private ListNode in(String there, ListNode mounts) {
        List<Node> moved = new ArrayList<>();
        for (Node mount : mounts.items()) {
            boolean ours =
                    mount instanceof MapNode map
                            && text(map, "type").equals("bind")
                            && delivered.contains(text(map, "target"));
            moved.add(ours ? in(there, (MapNode) mount) : mount);
        }
        return mounts.with(moved);
    }

    private MapNode in(String there, MapNode mount) {
        try {
            Path source = directory.relativize(Path.of(text(mount, "source")));
            return mount.with(
                    "source", Json.of(Path.of(there).resolve(source).normalize().toString()));
        } catch (IllegalArgumentException _) {
            return mount;
        }
    }

    private static String text(MapNode mount, String key) {
        return mount.get(key) instanceof ScalarNode scalar ? scalar.text() : "";
    }
}
