package dev.gantry.doc;

import dev.gantry.diag.Location;
import java.util.List;

/** A sequence. */
public record ListNode(List<Node> items, Location location, String tag) implements Node {

    public ListNode {
        items = List.copyOf(items);
    }

    public static ListNode of(List<? extends Node> items, Location location) {
        return new ListNode(List.copyOf(items), location, "");
    }

    /** This very list where {@code others} are its very items, else one like it with them. */
    public ListNode with(List<? extends Node> others) {
        boolean same = others.size() == items.size();
        for (int at = 0; same && at < items.size(); at++) {
            same = others.get(at) == items.get(at);
        }
        return same ? this : new ListNode(List.copyOf(others), location, tag);
    }

    @Override
    public String kindInWords() {
        return "a list";
    }
}
