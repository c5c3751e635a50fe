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

    @Override
    public String kindInWords() {
        return "a list";
    }
}
