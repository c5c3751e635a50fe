package dev.gantry.compose;

import dev.gantry.diag.Problems;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.NodePath;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Phase "interpolate": fills variables into every value (never into keys), and then gives the
 * values whose type is known the type that the finished text has ({@code "${SCALE}"} becomes a
 * number).
 */
final class Interpolation {
    private static final int MOST_TEXT = 16 << 20;

    static final Rules<ValueType> TYPES = types();

    private final Map<String, String> variables;
    private final Problems problems;
    private final NoteBook notes;
    private final Growth growth = new Growth(MOST_TEXT);

    private Interpolation(Map<String, String> variables, Problems problems, NoteBook notes) {
        this.variables = variables;
        this.problems = problems;
        this.notes = notes;
    }

    /** What cannot be filled in, which is told, is {@link Faulty} afterwards. */
    static MapNode apply(
            MapNode document, Map<String, String> variables, Problems problems, NoteBook notes) {
        Interpolation interpolation = new Interpolation(variables, problems, notes);
        return interpolation.map(document, NodePath.root(), TYPES);
    }

    private Node value(Node node, NodePath path, Rules<ValueType> rules) {
        return switch (node) {
            case MapNode map -> map(map, path, rules);
            case ListNode list -> list(list, path, rules);
            case ScalarNode scalar when scalar.isString() -> string(scalar, path, rules);
            case ScalarNode scalar -> scalar;
        };
    }

    private MapNode map(MapNode map, NodePath path, Rules<ValueType> rules) {
        MapNode.Builder filled = map.toBuilder();
        for (var entry : map.entries().entrySet()) {
            String key = entry.getKey();
            Node value = value(entry.getValue().value(), path.child(key), rules.below(key));
            filled.put(key, entry.getValue().key(), value);
        }
        return filled.build();
    }

    private ListNode list(ListNode list, NodePath path, Rules<ValueType> rules) {
        List<Node> items = new ArrayList<>(list.items().size());
        Rules<ValueType> below = rules.items();
        for (Node item : list.items()) {
            items.add(value(item, path.item(items.size()), below));
        }
        return list.with(items);
    }

    private Node string(ScalarNode scalar, NodePath path, Rules<ValueType> rules) {
        if (scalar.text().indexOf('$') < 0) {
            return rules.rule().map(type -> cast(scalar, path, type)).orElse(scalar);
        }
        try {
            Template template = new Template(variables, new Blanks(scalar), growth);
            String text = template.fill(scalar.text());
            ScalarNode filled =
                    new ScalarNode(ScalarNode.Kind.STRING, text, scalar.location(), scalar.tag());
            return rules.rule().map(type -> cast(filled, path, type)).orElse(filled);
        } catch (Template.TemplateException e) {
            String place = "error while interpolating " + path + ": ";
            problems.error(scalar.location(), place + e.getMessage(), e.hint());
            return Faulty.instead(scalar);
        }
    }

    /** What comes to nothing in one value. */
    private final class Blanks implements Template.Unset {
        private final ScalarNode scalar;

        Blanks(ScalarNode scalar) {
            this.scalar = scalar;
        }

        @Override
        public void variable(String name) {
            notes.blank(name, false, scalar.location());
            problems.warning(
                    scalar.location(),
                    "The \"" + name + "\" variable is not set. Defaulting to a blank string.",
                    "");
        }

        @Override
        public void empty(String name) {
            notes.blank(name, true, scalar.location());
        }
    }

    private Node cast(ScalarNode scalar, NodePath path, ValueType type) {
        Node typed = type.read(scalar).orElse(null);
        if (typed == null) {
            problems.error(
                    scalar.location(),
                    "error while interpolating "
                            + path
                            + ": \""
                            + scalar.text()
                            + "\" is not "
                            + type.inWords());
            return Faulty.instead(scalar);
        }
        if (type == ValueType.BOOLEAN) {
            ValueType.warnOldBoolean(scalar, problems);
        }
        return typed;
    }

    private static Rules<ValueType> types() {
        Map<String, ValueType> table = new LinkedHashMap<>();
        add(
                table,
                ValueType.INTEGER,
                "cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime");
        add(table, ValueType.FLOAT, "cpu_percent cpus");
        add(
                table,
                ValueType.INTEGER,
                "cpu_shares deploy.replicas deploy.update_config.parallelism");
        add(table, ValueType.INTEGER, "deploy.rollback_config.parallelism");
        add(table, ValueType.FLOAT, "deploy.update_config.max_failure_ratio");
        add(table, ValueType.FLOAT, "deploy.rollback_config.max_failure_ratio");
        add(table, ValueType.INTEGER, "deploy.restart_policy.max_attempts");
        add(table, ValueType.INTEGER, "deploy.placement.max_replicas_per_node");
        add(table, ValueType.INTEGER, "healthcheck.retries oom_score_adj pids_limit scale");
        add(table, ValueType.INTEGER, "ports.*.target ulimits.* ulimits.*.hard ulimits.*.soft");
        add(table, ValueType.BOOLEAN, "healthcheck.disable init oom_kill_disable privileged");
        add(table, ValueType.BOOLEAN, "read_only stdin_open tty volumes.*.read_only");
        add(table, ValueType.BOOLEAN, "volumes.*.volume.nocopy volumes.*.bind.create_host_path");
        add(table, ValueType.BOOLEAN, "build.no_cache build.privileged build.pull");
        add(table, ValueType.BOOLEAN, "depends_on.*.required depends_on.*.restart");
        add(
                table,
                ValueType.BOOLEAN,
                "external internal attachable enable_ipv4 enable_ipv6",
                "networks.*.");
        add(
                table,
                ValueType.BOOLEAN,
                "volumes.*.external secrets.*.external configs.*.external",
                "");
        return Rules.of(table);
    }

    private static void add(Map<String, ValueType> table, ValueType type, String names) {
        add(table, type, names, "services.*.");
    }

    private static void add(
            Map<String, ValueType> table, ValueType type, String names, String above) {
        for (String name : names.split(" ")) {
            table.put(above + name, type);
        }
    }
}
