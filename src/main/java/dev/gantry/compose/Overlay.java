package dev.gantry.compose;

import dev.gantry.compose.explain.Step;
import dev.gantry.diag.Location;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a later file did to what earlier ones said. */
final class Overlay {
    private Overlay() {}

    /** The tag on the way to the value, as it was read. */
    static String tag(MapNode raw, Spot spot) {
        return tagged(raw, spot.path()).map(Node::tag).orElse("");
    }

    /** The value on the way that has a tag. */
    static Optional<Node> tagged(MapNode raw, List<String> path) {
        Node node = raw;
        for (String step : path) {
            if (!(node instanceof MapNode map) || map.get(step) == null) {
                return Optional.empty();
            }
            node = PathWords.child(map, step);
            if (node.tag().equals("!override") || node.tag().equals("!reset")) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** What an item did to the list that earlier files wrote. */
    static Optional<Step> ofList(Recording group, int moment, Spot spot) {
        int start = group.before(moment, Phase.READ);
        int index = lastIndex(spot.path());
        if (index < 0 || index >= spot.trail().size()) {
            return Optional.empty();
        }
        List<String> place = spot.path().subList(0, index);
        Node item = spot.trail().get(index);
        Spot list = new Spot(place, spot.trail().subList(0, index));
        Optional<Spot> before = list.in(group.model(start - 1));
        if (before.isEmpty() || !(before.get().node() instanceof ListNode old)) {
            return Optional.empty();
        }
        String phase = Phase.MERGE.words();
        Location at = item.location();
        String tag = tag(group.model(start), spot);
        List<Location> kept = Values.items(list.node()).stream().map(Node::location).toList();
        if (!tag.isEmpty()
                || old.items().stream().noneMatch(one -> kept.contains(one.location()))) {
            return Optional.of(new Step.Overrode(phase, at, old, tag));
        }
        for (Node one : old.items()) {
            if (!kept.contains(one.location()) && Unique.sameThing(place, one, item)) {
                Node written = written(group, start - 1, before.get(), one);
                return Optional.of(new Step.Overrode(phase, at, written, ""));
            }
        }
        return Optional.of(new Step.Joined(phase, at, old.location()));
    }

    /** The item as its file has it. */
    private static Node written(Recording group, int moment, Spot list, Node item) {
        List<String> path = new ArrayList<>(list.path());
        path.add("[]");
        List<Node> trail = new ArrayList<>(list.trail());
        trail.add(item);
        Node written = item;
        for (Step step : Provenance.of(group, moment, new Spot(path, trail))) {
            written = step instanceof Step.Wrote wrote ? wrote.value() : written;
        }
        return written;
    }

    private static int lastIndex(List<String> path) {
        int at = -1;
        for (int i = 0; i < path.size(); i++) {
            at = path.get(i).startsWith("[") ? i : at;
        }
        return at;
    }
}
