package dev.gantry.secret;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@link FakeInfisical} holds: environments, folders, secrets, imports; and how references
 * in values are followed. A folder is there when something was put into it, or below it.
 */
public final class FakeInfisicalWorld {
    /** Any project has an id and a slug; this one is the only one. */
    public static final String PROJECT = "7e1c2f7a-6a54-4d2e-9d0f-0a6b1c2d3e4f";

    public static final String SLUG = "keys";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.@-]+)\\}");
    private static final int DEEPEST = 10;

    /** A folder of another place, whose secrets a folder has too. */
    private record Import(String environment, String path) {}

    private record Folder(
            SequencedMap<String, String> secrets, Set<String> hidden, List<Import> imports) {
        Folder() {
            this(new LinkedHashMap<>(), new HashSet<>(), new ArrayList<>());
        }
    }

    private final Map<String, SequencedMap<String, Folder>> environments = new LinkedHashMap<>();
    private final Set<String> denied = new HashSet<>();

    /** Says that the login may not go somewhere. */
    static final class Forbidden extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What a file describes: {@code {"prod": {"/gitea": {"NAME": "value"}}}}. */
    public static FakeInfisicalWorld of(String json) {
        FakeInfisicalWorld world = new FakeInfisicalWorld();
        Fields.of((MapNode) JsonReader.read("world", json))
                .entries()
                .forEach((environment, folders) -> {
                    for (String path : folders.node().keys()) {
                        world.folder(environment, path);
                        folders.pairs(path)
                                .forEach(
                                        (name, value) -> world.put(environment, path, name, value));
                    }
                });
        return world;
    }

    public FakeInfisicalWorld put(String environment, String path, String name, String value) {
        folder(environment, path).secrets().put(name, value);
        return this;
    }

    /** An empty folder. */
    FakeInfisicalWorld empty(String environment, String path) {
        folder(environment, path);
        return this;
    }

    FakeInfisicalWorld hide(String environment, String path, String name) {
        folder(environment, path).hidden().add(name);
        return this;
    }

    FakeInfisicalWorld importInto(String environment, String path, String from, String fromPath) {
        folder(environment, path).imports().add(new Import(from, fromPath));
        return this;
    }

    /** What is there cannot be read any more. */
    FakeInfisicalWorld deny(String environment, String path) {
        denied.add(environment + path);
        return this;
    }

    private Folder folder(String environment, String path) {
        SequencedMap<String, Folder> folders =
                environments.computeIfAbsent(environment, _ -> new LinkedHashMap<>());
        folders.computeIfAbsent("/", _ -> new Folder());
        String parent = "";
        for (String segment : path.substring(1).split("/")) {
            if (!segment.isEmpty()) {
                parent += "/" + segment;
                folders.computeIfAbsent(parent, _ -> new Folder());
            }
        }
        return Objects.requireNonNull(folders.get(parent.isEmpty() ? "/" : parent));
    }

    private Optional<Folder> find(String environment, String path) {
        if (denied.contains(environment + path)) {
            throw new Forbidden();
        }
        return Optional.ofNullable(
                environments.getOrDefault(environment, new LinkedHashMap<>()).get(path));
    }

    boolean has(String environment) {
        return environments.containsKey(environment);
    }

    List<String> environments() {
        return List.copyOf(environments.keySet());
    }

    /** The names of the folders right below a path; none of a path that is not there. */
    List<String> below(String environment, String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        Set<String> names = new LinkedHashSet<>();
        for (String one : environments.getOrDefault(environment, new LinkedHashMap<>()).keySet()) {
            if (one.startsWith(prefix) && one.length() > prefix.length()) {
                names.add(one.substring(prefix.length()).split("/")[0]);
            }
        }
        return List.copyOf(names);
    }

    /** {@code {secrets, imports}}: a place that is not there has no secrets, and that is all. */
    MapNode listing(String environment, String path, boolean expand, boolean imports) {
        Optional<Folder> folder = find(environment, path);
        MapNode.Builder body =
                Json.object()
                        .put(
                                "secrets",
                                Json.array(
                                        folder.map(one -> secrets(environment, path, one, expand))
                                                .orElse(List.of())));
        if (imports) {
            List<Node> imported = new ArrayList<>();
            for (Import one : folder.map(Folder::imports).orElse(List.of())) {
                find(one.environment(), one.path())
                        .ifPresent(found ->
                                imported.add(
                                        Json.object()
                                                .put("secretPath", Json.of(one.path()))
                                                .put("environment", Json.of(one.environment()))
                                                .put(
                                                        "secrets",
                                                        Json.array(
                                                                secrets(
                                                                        one.environment(),
                                                                        one.path(),
                                                                        found,
                                                                        expand)))
                                                .build()));
            }
            body.put("imports", Json.array(imported));
        }
        return body.build();
    }

    private List<Node> secrets(String environment, String path, Folder folder, boolean expand) {
        List<Node> secrets = new ArrayList<>();
        folder.secrets()
                .forEach((name, value) -> {
                    boolean hidden = folder.hidden().contains(name);
                    String shown = expand ? expanded(environment, path, value, 0) : value;
                    secrets.add(
                            Json.object()
                                    .put("workspace", Json.of(PROJECT))
                                    .put("environment", Json.of(environment))
                                    .put("version", Json.of(1))
                                    .put("type", Json.of("shared"))
                                    .put("secretKey", Json.of(name))
                                    .put("secretValue", Json.of(hidden ? "<hidden>" : shown))
                                    .put("secretValueHidden", Json.of(hidden))
                                    .put("secretPath", Json.of(path))
                                    .build());
                });
        return secrets;
    }

    /** {@code ${KEY}}, {@code ${env.KEY}}, {@code ${env.folder.KEY}}; what leads nowhere stays. */
    private String expanded(String environment, String path, String value, int depth) {
        if (depth == DEEPEST) {
            return value;
        }
        Matcher matcher = REFERENCE.matcher(value);
        return matcher.replaceAll(found -> {
            String[] words = found.group(1).split("\\.");
            String name = words[words.length - 1];
            String there = words.length == 1 ? environment : words[0];
            String folder =
                    words.length == 1
                            ? path
                            : "/" + String.join("/", List.of(words).subList(1, words.length - 1));
            String target = find(there, folder).map(one -> one.secrets().get(name)).orElse(null);
            return Matcher.quoteReplacement(
                    target == null ? found.group() : expanded(there, folder, target, depth + 1));
        });
    }
}
