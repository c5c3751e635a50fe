package dev.gantry.compose;

import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Phase "relative paths": paths on this machine become paths from the project's directory. */
final class RelativePaths {
    static final Rules<Rule> RULES = rules();

    private enum Rule {
        PATH,
        /** A path that may be one of another machine, or begin with {@code ~}. */
        HOST_PATH,
        /** A path unless it is an address: Git, an image, another service. */
        CONTEXT,
        MOUNT,
        VOLUME
    }

    private final String directory;
    private final String home;
    private final Problems problems;
    private final NoteBook notes;

    private RelativePaths(String directory, String home, Problems problems, NoteBook notes) {
        this.problems = problems;
        this.notes = notes;
        this.directory = directory;
        this.home = home;
    }

    static MapNode apply(
            MapNode model, String directory, String home, Problems problems, NoteBook notes) {
        return (MapNode) new RelativePaths(directory, home, problems, notes).value(model, RULES);
    }

    private Node value(Node node, Rules<Rule> rules) {
        if (rules.isEmpty()) {
            return node;
        }
        Node resolved = rules.rule().map(rule -> byRule(rule, node)).orElse(node);
        return switch (resolved) {
            case MapNode map -> {
                MapNode.Builder result = map.toBuilder();
                map.entries()
                        .forEach((key, entry) ->
                                result.put(key, value(entry.value(), rules.below(key))));
                yield result.build();
            }
            case ListNode list -> {
                List<Node> items =
                        list.items().stream().map(item -> value(item, rules.items())).toList();
                yield new ListNode(items, list.location(), list.tag());
            }
            case ScalarNode scalar -> scalar;
        };
    }

    private Node byRule(Rule rule, Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.isString() ->
                    switch (rule) {
                        case PATH -> path(scalar);
                        case HOST_PATH -> Values.string(hostPath(scalar.text()), scalar);
                        case CONTEXT -> context(scalar);
                        case MOUNT, VOLUME -> scalar;
                    };
            case MapNode map when rule == Rule.MOUNT -> mount(map);
            case MapNode map when rule == Rule.VOLUME -> volume(map);
            case MapNode _, ListNode _, ScalarNode _ -> node;
        };
    }

    private Node path(ScalarNode scalar) {
        String text = home(scalar.text());
        return text.isEmpty() || PathText.isAbsolute(text)
                ? Values.string(text, scalar)
                : Values.string(PathText.join(directory, text), scalar);
    }

    private String home(String path) {
        return path.startsWith("~") && !home.isEmpty()
                ? PathText.join(home, path.substring(1))
                : path;
    }

    private String hostPath(String path) {
        String text = home(path);
        return text.isEmpty() || PathText.isAbsolute(text) || PathText.isAbsoluteOnWindows(text)
                ? text
                : PathText.join(directory, text);
    }

    private Node context(ScalarNode scalar) {
        String text = scalar.text();
        if (text.contains("://") || text.startsWith("service:")) {
            return scalar;
        }
        return isRemote(text) ? scalar : path(scalar);
    }

    /** The addresses that {@code docker build} fetches itself. */
    static boolean isRemote(String context) {
        return context.startsWith("git@")
                || context.startsWith("github.com/")
                || context.startsWith("http://")
                || context.startsWith("https://");
    }

    private Node mount(MapNode mount) {
        if (!Values.text(mount, "type").equals("bind")) {
            return mount;
        }
        if (!(mount.get("source") instanceof ScalarNode source) || source.text().isEmpty()) {
            problems.error(
                    mount.location(),
                    "invalid mount config for type \"bind\": field Source must not be empty",
                    "add source:, the path on the host");
            return mount;
        }
        String path = hostPath(source.text());
        if (!path.equals(source.text()) && !source.text().startsWith("~")) {
            notes.path(source.text(), directory, source.location());
        }
        return mount.with("source", Values.string(path, source));
    }

    /** A volume that is a bind mount in disguise. */
    private Node volume(MapNode volume) {
        MapNode options = Values.map(volume, "driver_opts");
        String driver = Values.text(volume, "driver");
        if (!(driver.isEmpty() || driver.equals("local"))
                || !Values.text(options, "o").equals("bind")
                || !(options.get("device") instanceof ScalarNode device)) {
            return volume;
        }
        return volume.with(
                "driver_opts",
                options.with("device", Values.string(hostPath(device.text()), device)));
    }

    private static Rules<Rule> rules() {
        Map<String, Rule> table = new LinkedHashMap<>();
        table.put("services.*.build.context", Rule.CONTEXT);
        table.put("services.*.build.additional_contexts.*", Rule.CONTEXT);
        table.put("services.*.build.ssh.*", Rule.HOST_PATH);
        table.put("services.*.env_file.*.path", Rule.PATH);
        table.put("services.*.label_file.*", Rule.PATH);
        table.put("services.*.extends.file", Rule.PATH);
        table.put("services.*.develop.watch.*.path", Rule.PATH);
        table.put("services.*.volumes.*", Rule.MOUNT);
        table.put("configs.*.file", Rule.HOST_PATH);
        table.put("secrets.*.file", Rule.HOST_PATH);
        table.put("volumes.*", Rule.VOLUME);
        return Rules.of(table);
    }
}
