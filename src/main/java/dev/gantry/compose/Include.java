package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Phase "include": loads other Compose files as projects of their own, with their own directory and
 * {@code .env}, and takes what they define into this one.
 */
final class Include {
    private static final List<String> SECTIONS =
            List.of("services", "volumes", "networks", "secrets", "configs", "models");

    private final Scope scope;
    private final DocumentLoader loader;

    Include(Scope scope, DocumentLoader loader) {
        this.scope = scope;
        this.loader = loader;
    }

    /** One entry of the list. */
    private record Wish(List<String> paths, List<String> envFiles, String directory, Location at) {}

    MapNode apply(MapNode document) {
        MapNode result = document.without("include");
        for (Wish wish : wishes(document)) {
            result = include(wish, result);
        }
        return result;
    }

    private List<Wish> wishes(MapNode document) {
        Node include = document.get("include");
        if (Faulty.is(include)) {
            loader.leaveOut();
        } else if (include != null && !Values.isNull(include) && !(include instanceof ListNode)) {
            scope.problems()
                    .error(
                            include.location(),
                            "`include` must be a list, not " + include.kindInWords(),
                            "write - before each file");
        }
        List<Wish> wishes = new ArrayList<>();
        for (Node item : Values.items(include)) {
            if (Faulty.within(item)) {
                loader.leaveOut();
            } else {
                wishes.add(wish(item));
            }
        }
        return wishes;
    }

    private static Wish wish(Node item) {
        return item instanceof MapNode map
                ? new Wish(
                        texts(map.get("path")),
                        texts(map.get("env_file")),
                        Values.text(map, "project_directory"),
                        item.location())
                : new Wish(texts(item), List.of(), "", item.location());
    }

    private static List<String> texts(@Nullable Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.isNull() ? List.of() : List.of(scalar.text());
        }
        return Values.items(node).stream().map(Values::text).toList();
    }

    private MapNode include(Wish wish, MapNode document) {
        if (wish.paths().isEmpty() || wish.paths().getFirst().isEmpty()) {
            scope.problems().warning(wish.at(), "include names no file", "write include: [FILE]");
            return document;
        }
        if (wish.paths().stream()
                .anyMatch(path -> Addresses.refused(path, wish.at(), scope.problems()))) {
            loader.leaveOut();
            return document;
        }
        List<String> files =
                wish.paths().stream().map(path -> PathText.resolve(scope.base(), path)).toList();
        String main = files.getFirst();
        if (scope.including().contains(main)) {
            scope.problems()
                    .error(
                            wish.at(),
                            "include cycle detected: "
                                    + String.join(" includes ", scope.including())
                                    + " includes "
                                    + main,
                            "take one include out of the circle");
            loader.leaveOut();
            return document;
        }
        String directory =
                wish.directory().isEmpty()
                        ? PathText.parent(main)
                        : existing(PathText.resolve(scope.base(), wish.directory()));
        Optional<MapNode> loaded = load(wish, files, directory);
        if (loaded.isEmpty()) {
            loader.leaveOut();
        }
        return loaded.map(from -> take(from, document)).orElse(document);
    }

    /** Docker Compose takes the parent of a project directory that is not there. */
    private static String existing(String directory) {
        return Files.isDirectory(PathText.file(directory)) ? directory : PathText.parent(directory);
    }

    /** Nothing when something is wrong there, which is told. */
    private Optional<MapNode> load(Wish wish, List<String> files, String directory) {
        Trace trace = scope.trace().group(Phase.INCLUDE, files, wish.at());
        int before = scope.problems().errorsTold();
        Map<String, String> variables = variables(wish, directory, trace);
        if (scope.problems().errorsTold() > before) {
            return Optional.empty();
        }
        String seen =
                PathText.isAbsolute(wish.directory())
                        ? wish.directory()
                        : PathText.relative(scope.base(), directory);
        LoadOptions options = scope.options();
        LoadOptions all =
                new LoadOptions(
                        options.interpolate(),
                        false,
                        true,
                        false,
                        options.envFiles(),
                        options.allResources(),
                        options.compatibility());
        Scope inner =
                new Scope(
                        directory,
                        seen,
                        variables,
                        all,
                        scope.including(),
                        scope.problems(),
                        trace,
                        scope.notes());
        return loader.within(inner).load(files, wish.at());
    }

    private Map<String, String> variables(Wish wish, String directory, Trace trace) {
        List<String> files = new ArrayList<>();
        for (String file : wish.envFiles()) {
            files.add(PathText.resolve(scope.base(), file));
        }
        if (files.isEmpty()
                && Files.isRegularFile(PathText.file(PathText.join(directory, ".env")))) {
            files.add(PathText.join(directory, ".env"));
        }
        files.forEach(_ -> loader.budget().file(wish.at()));
        SequencedMap<String, ScalarNode> read =
                EnvFiles.read(files, scope.variables(), wish.at(), scope.problems());
        loader.budget().made(read, wish.at());
        Map<String, String> variables = EnvFiles.texts(read);
        variables.putAll(scope.variables());
        Map<String, Location> places = new HashMap<>();
        read.forEach((name, value) -> places.put(name, value.location()));
        places.keySet().removeAll(scope.variables().keySet());
        trace.variables(variables, places);
        return variables;
    }

    private MapNode take(MapNode from, MapNode into) {
        MapNode.Builder result = into.toBuilder();
        for (String section : SECTIONS) {
            if (from.get(section) instanceof MapNode found) {
                result.put(section, united(section, found, Values.map(into, section)));
            }
        }
        return result.build();
    }

    private MapNode united(String section, MapNode from, MapNode into) {
        MapNode.Builder result = into.toBuilder();
        for (var entry : from.entries().entrySet()) {
            String name = entry.getKey();
            Node value = entry.getValue().value();
            Node own = into.get(name);
            if (own == null) {
                result.put(name, entry.getValue().key(), value);
            } else if (!Faulty.within(own) && !Escape.sameValue(own, value)) {
                scope.problems()
                        .error(
                                into.keyLocation(name),
                                section + "." + name + " conflicts with imported resource",
                                "it is defined at "
                                        + entry.getValue().key()
                                        + ", which is included here");
            }
        }
        return result.build();
    }
}
