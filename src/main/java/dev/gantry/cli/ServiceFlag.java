package dev.gantry.cli;

import dev.gantry.diag.Location;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code --service NAME=KIND[:PORT][,key=value]…} as a mapping of the API's form, which is checked
 * as one from a file is. The keys are those of the API, with dashes or underscores; {@code
 * capability}, {@code model} and {@code alias} may be there several times.
 */
final class ServiceFlag {
    static final Option OPTION =
            Option.many(
                    "service",
                    "NAME=KIND[:PORT][,KEY=VALUE]",
                    "What runs there; keys: model, alias, capability, slots, weight, device, tls,"
                            + " path, probe, token-variable");

    /** Word to key. */
    private static final Map<String, String> LISTS =
            Map.of("model", "models", "capability", "capabilities", "alias", "aliases");

    private static final List<String> NUMBERS = List.of("port", "slots", "weight");

    private final Location place;
    private final MapNode.Builder service;

    private ServiceFlag(String text) {
        this.place = Location.of("--service " + text);
        this.service = MapNode.builder(place);
    }

    static MapNode parse(String text) {
        return new ServiceFlag(text).read(List.of(text.split(",", -1)));
    }

    private MapNode read(List<String> parts) {
        String head = parts.getFirst();
        int equals = head.indexOf('=');
        if (equals < 1) {
            throw new UsageException(
                    "--service wants NAME=KIND, not \"" + head + "\"",
                    "write --service chat=llama-cpp:8080");
        }
        put("name", head.substring(0, equals));
        String kind = head.substring(equals + 1);
        int colon = kind.indexOf(':');
        put("kind", colon < 0 ? kind : kind.substring(0, colon));
        if (colon >= 0) {
            put("port", kind.substring(colon + 1));
        }
        parts.stream().skip(1).forEach(this::pair);
        return service.build();
    }

    private void pair(String pair) {
        int equals = pair.indexOf('=');
        String key = (equals < 0 ? pair : pair.substring(0, equals)).replace('-', '_');
        String value = equals < 0 ? "true" : pair.substring(equals + 1);
        String list = LISTS.getOrDefault(key, key);
        if (list.equals("aliases")) {
            alias(value);
        } else if (LISTS.containsValue(list)) {
            List<Node> items = new ArrayList<>();
            if (service.get(list) instanceof ListNode before) {
                items.addAll(before.items());
            }
            items.add(ScalarNode.string(value, place));
            service.put(list, ListNode.of(items, place));
        } else {
            put(key, value);
        }
    }

    private void alias(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException(
                    "alias wants ALIAS=MODEL, not \"" + text + "\"",
                    "write alias=gpt-4o=llama3:8b");
        }
        MapNode before = service.get("aliases") instanceof MapNode map ? map : MapNode.empty(place);
        Node model = ScalarNode.string(text.substring(equals + 1), place);
        service.put("aliases", before.with(text.substring(0, equals), model));
    }

    private void put(String key, String value) {
        service.put(key, scalar(key, value));
    }

    private ScalarNode scalar(String key, String value) {
        if (key.equals("tls") && (value.equals("true") || value.equals("false"))) {
            return ScalarNode.bool(value.equals("true"), place);
        }
        if (!NUMBERS.contains(key)) {
            return ScalarNode.string(value, place);
        }
        ScalarNode.Kind kind =
                value.matches("-?[0-9]+")
                        ? ScalarNode.Kind.INTEGER
                        : value.matches("-?[0-9]*\\.[0-9]+")
                                ? ScalarNode.Kind.FLOAT
                                : ScalarNode.Kind.STRING;
        return new ScalarNode(kind, value, place, "");
    }
}
