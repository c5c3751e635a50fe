package dev.gantry.e2e;

import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Where two JSON documents differ: one line for each place, with both values. */
final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    static List<String> between(Node peers, Node ours) {
        Differences differences = new Differences();
        differences.compare("", Optional.of(peers), Optional.of(ours));
        return List.copyOf(differences.found);
    }

    private void compare(String path, Optional<Node> peers, Optional<Node> ours) {
        if (peers.orElse(null) instanceof MapNode theirs
                && ours.orElse(null) instanceof MapNode own) {
            TreeSet<String> keys = new TreeSet<>(theirs.keys());
            keys.addAll(own.keys());
            keys.forEach(key -> compare(path + "/" + key, theirs.find(key), own.find(key)));
        } else if (peers.orElse(null) instanceof ListNode theirs
                && ours.orElse(null) instanceof ListNode own
                && theirs.items().size() == own.items().size()) {
            for (int i = 0; i < theirs.items().size(); i++) {
                String at = path + "/" + i;
                compare(at, Optional.of(theirs.items().get(i)), Optional.of(own.items().get(i)));
            }
        } else if (!text(peers).equals(text(ours))) {
            found.add(path + ": Docker Compose " + text(peers) + ", Gantry " + text(ours));
        }
    }

    private static String text(Optional<Node> node) {
        return node.map(JsonWriter::compact).orElse("absent");
    }
}
