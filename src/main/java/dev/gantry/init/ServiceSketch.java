package dev.gantry.init;

import dev.gantry.compose.VariableUse;
import dev.gantry.diag.Location;
import dev.gantry.doc.Fields;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one file says of one service.
 *
 * @param file its path
 */
record ServiceSketch(String name, Fields fields, String file) {
    private static final List<String> WHOLE = List.of("image", "build", "extends", "provider");

    /** Two letters at least: one is a drive of Windows. */
    private static final Pattern VOLUME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]+");

    /** One value and where it stands. */
    record Setting(String name, String value, Location place) {}

    static ServiceSketch of(String name, Node node, String file) {
        return new ServiceSketch(name, Fields.of(node), file);
    }

    /** Whether it says what to run. */
    boolean isComplete() {
        return WHOLE.stream().anyMatch(fields::has);
    }

    List<String> profiles() {
        return fields.texts("profiles");
    }

    /** What other containers on its networks can call it. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add(name);
        if (fields.has("container_name")) {
            names.add(fields.text("container_name"));
        }
        fields.map("networks")
                .entries()
                .values()
                .forEach(one -> names.addAll(one.texts("aliases")));
        return names;
    }

    /** Keys of the file's networks. */
    List<String> networks() {
        if (fields.has("network_mode")) {
            return List.of();
        }
        List<String> keys = new ArrayList<>(fields.texts("networks"));
        keys.addAll(fields.map("networks").node().keys());
        return keys.isEmpty() ? List.of("default") : keys;
    }

    List<Setting> environment() {
        return pairs("environment", "=");
    }

    /** Names that stand for addresses outside of the service's networks. */
    List<String> extraHosts() {
        List<String> names = new ArrayList<>();
        pairs("extra_hosts", "[=:]").forEach(one -> names.add(one.name()));
        return names;
    }

    /** The variables of values that must not come out blank. */
    List<VariableUse> neverBlank() {
        List<VariableUse> uses = new ArrayList<>(VariableUse.of(fields.text("image")));
        pairs("extra_hosts", "[=:]").forEach(one -> uses.addAll(VariableUse.of(one.value())));
        return uses;
    }

    /** The words of its command, each with its place. */
    List<Setting> command() {
        List<Setting> words = new ArrayList<>();
        switch (fields.node().get("command")) {
            case ScalarNode line -> words.add(new Setting("command", line.text(), line.location()));
            case ListNode list -> list.items().forEach(item -> word(item, words));
            case MapNode _ -> {}
            case null -> {}
        }
        return words;
    }

    private static void word(Node item, List<Setting> words) {
        if (item instanceof ScalarNode one) {
            words.add(new Setting("command", one.text(), one.location()));
        }
    }

    /** The files that its containers' variables come from, as written. */
    List<String> envFiles() {
        List<String> files = new ArrayList<>(fields.texts("env_file"));
        files.add(fields.text("env_file"));
        fields.maps("env_file").forEach(one -> files.add(one.text("path")));
        files.removeIf(String::isEmpty);
        return files;
    }

    /** Where the files of this machine are that it mounts, as written. */
    List<String> mountSources() {
        List<String> sources = new ArrayList<>();
        fields.texts("volumes").forEach(one -> sources.add(one.split(":", 2)[0]));
        fields.maps("volumes").forEach(one -> sources.add(one.text("source")));
        sources.removeIf(one -> !one.startsWith("./") && !one.startsWith("../"));
        return sources;
    }

    /** What it mounts, builds from and reads variables from that stands beside it, as written. */
    List<String> relativePaths() {
        List<String> paths = new ArrayList<>(mountSources());
        paths.addAll(envFiles());
        if (fields.has("build")) {
            String context = fields.text("build") + fields.map("build").text("context");
            paths.add(context.isEmpty() ? "." : context);
        }
        paths.removeIf(one -> one.matches("[/~$].*|.*:.*"));
        return paths;
    }

    /** The named volumes that it mounts. */
    List<String> volumes() {
        List<String> names = new ArrayList<>();
        for (String one : fields.texts("volumes")) {
            String[] parts = one.split(":", 2);
            if (parts.length == 2 && VOLUME.matcher(parts[0]).matches()) {
                names.add(parts[0]);
            }
        }
        return names;
    }

    Set<String> dependencies() {
        Set<String> names = new LinkedHashSet<>(fields.texts("depends_on"));
        names.addAll(fields.map("depends_on").node().keys());
        return names;
    }

    /** Every variable that it refers to. */
    List<VariableUse> variables() {
        List<VariableUse> uses = new ArrayList<>();
        collect(fields.node(), uses);
        return uses;
    }

    private static void collect(Node node, List<VariableUse> uses) {
        switch (node) {
            case MapNode map -> map.values().forEach(entry -> collect(entry.value(), uses));
            case ListNode list -> list.items().forEach(item -> collect(item, uses));
            case ScalarNode scalar -> uses.addAll(VariableUse.of(scalar.text()));
        }
    }

    /** A mapping, or a list of pairs. */
    private List<Setting> pairs(String key, String separator) {
        List<Setting> pairs = new ArrayList<>();
        switch (fields.node().get(key)) {
            case MapNode map ->
                    map.entries()
                            .forEach((name, entry) -> {
                                if (entry.value() instanceof ScalarNode value && !value.isNull()) {
                                    pairs.add(new Setting(name, value.text(), entry.key()));
                                }
                            });
            case ListNode list -> {
                for (Node item : list.items()) {
                    String[] pair =
                            item instanceof ScalarNode one
                                    ? one.text().split(separator, 2)
                                    : new String[0];
                    if (pair.length == 2) {
                        pairs.add(new Setting(pair[0], pair[1], item.location()));
                    }
                }
            }
            case ScalarNode _ -> {}
            case null -> {}
        }
        return pairs;
    }
}
