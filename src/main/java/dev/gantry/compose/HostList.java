package dev.gantry.compose;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Host names and their addresses, {@code extra_hosts}: a mapping or a list, with {@code =} or
 * {@code :}.
 */
final class HostList {
    private HostList() {}

    /** A sorted list of {@code name=address}. */
    static Node of(Node node) {
        List<ScalarNode> hosts = new ArrayList<>();
        switch (node) {
            case MapNode map ->
                    map.entries().forEach((name, entry) -> add(hosts, name, entry.value()));
            case ListNode list -> list.items().forEach(item -> addPairs(hosts, item));
            case ScalarNode scalar -> addPairs(hosts, scalar);
        }
        hosts.sort((one, other) -> one.text().compareTo(other.text()));
        return ListNode.of(hosts, node.location());
    }

    private static void add(List<ScalarNode> hosts, String name, Node address) {
        if (address instanceof ListNode list) {
            list.items().forEach(item -> add(hosts, name, item));
        } else {
            hosts.add(Values.string(name + "=" + bare(Values.text(address)), address));
        }
    }

    private static void addPairs(List<ScalarNode> hosts, Node item) {
        String text = Values.text(item);
        int cut = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
        if (cut <= 0 || cut == text.length() - 1) {
            throw new IllegalArgumentException("invalid additional host, missing IP: " + text);
        }
        String name = text.substring(0, cut);
        for (String address : text.substring(cut + 1).split(",", -1)) {
            hosts.add(Values.string(name + "=" + bare(address), item));
        }
    }

    private static String bare(String address) {
        return address.startsWith("[") && address.endsWith("]")
                ? address.substring(1, address.length() - 1)
                : address;
    }
}
