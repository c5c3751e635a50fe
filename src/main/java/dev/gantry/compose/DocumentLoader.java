package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The phases that work on the documents of one group of files: each file is read, filled in,
 * extended, given its includes, merged over the files before it, validated and made canonical; then
 * the whole gets its defaults, checks and paths.
 */
final class DocumentLoader {
    private static final int MAX_INCLUDES = 50;

    private final Scope scope;
    private final ComposeFiles files;
    private final Map<String, Extended> extended = new HashMap<>();
    private final Set<String> refused = new HashSet<>();

    DocumentLoader(Scope scope, ComposeFiles files) {
        this.scope = scope;
        this.files = files;
    }

    DocumentLoader within(Scope other) {
        return new DocumentLoader(other, files);
    }

    /**
     * A file of which services are extended: canonical, not validated, its own {@code extends}
     * pending.
     */
    record Extended(Map<String, Node> services, List<ResetTags> resets) {}

    /**
     * The model; nothing when something is wrong, and then all of that is told: a value about which
     * a problem is told becomes {@link Faulty}, and the phases go on with the rest.
     *
     * @param at where the files are named
     */
    Optional<MapNode> load(List<String> paths, Location at) {
        int before = scope.problems().errorsTold();
        if (scope.including().size() > MAX_INCLUDES) {
            scope.problems()
                    .error(at, "includes nested too deeply", "at most " + MAX_INCLUDES + " levels");
            return Optional.empty();
        }
        MapNode model = MapNode.empty(at);
        for (String path : paths) {
            model = overlay(model, path, at);
        }
        model = Defaults.apply(model);
        scope.trace().after(Phase.DEFAULTS, model);
        if (!files.anyLeftOut()) {
            ValueChecks.apply(model, scope.problems());
        }
        if (scope.problems().errorsTold() > before) {
            tellWrongSpellings(model);
            return Optional.empty();
        }
        return Optional.of(complete(model));
    }

    /** Of what is refused anyway the later phase "types" can tell its part already. */
    private void tellWrongSpellings(MapNode model) {
        if (scope.options().interpolate()) {
            Typing.project(model, scope.problems());
        }
    }

    private MapNode complete(MapNode checked) {
        MapNode model = checked;
        if (scope.options().resolvePaths()) {
            model = absolute(model, scope.directory());
            scope.trace().after(Phase.RELATIVE_PATHS, model);
        }
        model = EnvironmentEntries.resolve(model, scope.variables());
        scope.trace().after(Phase.NORMALIZE, model);
        return model;
    }

    private MapNode absolute(MapNode model, String directory) {
        return RelativePaths.apply(model, directory, files.home(), scope.problems(), scope.notes());
    }

    private MapNode overlay(MapNode earlier, String path, Location at) {
        files.budget().file(at);
        MapNode model = earlier;
        for (Node raw : documents(path, at)) {
            scope.trace().after(Phase.READ, raw);
            ResetTags resets = tags(raw);
            MapNode document = filled(resets.document());
            files.budget().made(document, document.location());
            document = new Extends(scope, this).apply(document, path, resets);
            scope.trace().after(Phase.EXTENDS, document);
            model = resets.forget(model);
            document = new Include(scope.including(path), this).apply(document);
            scope.trace().after(Phase.INCLUDE, document);
            model = Unique.apply(Merge.documents(model, document, scope.problems()));
            scope.trace().after(Phase.MERGE, model);
            files.budget().seen(model, document.location());
            model = SchemaValidation.apply(model, !files.anyLeftOut(), path, scope.problems());
            scope.trace().after(Phase.VALIDATE, model);
            model = canonical(model);
        }
        return model;
    }

    /** None when the file cannot be read, which is told. */
    private List<Node> documents(String path, Location at) {
        try {
            return files.documents(path, at);
        } catch (InputException unreadable) {
            scope.problems().addAll(unreadable.problems());
            leaveOut();
            return List.of();
        }
    }

    /** Of nothing when the document's merge keys are wrong, which is told. */
    private ResetTags tags(Node raw) {
        try {
            return ResetTags.of(raw);
        } catch (InputException wrong) {
            scope.problems().addAll(wrong.problems());
            leaveOut();
            return ResetTags.of(MapNode.empty(raw.location()));
        }
    }

    /** A part of what the files ask for is not there for the phases to come: it is wrong. */
    void leaveOut() {
        files.leaveOut();
    }

    private MapNode canonical(MapNode model) {
        boolean lenient = !scope.options().interpolate();
        MapNode spelled = Canonical.apply(model, lenient, files.budget(), scope.problems());
        MapNode canonical = Unique.apply(EmptyEntries.omit(spelled));
        scope.trace().after(Phase.CANONICAL_FORM, canonical);
        return canonical;
    }

    private MapNode filled(Node document) {
        if (!(document instanceof MapNode map)) {
            scope.problems()
                    .error(
                            document.location(),
                            "top-level object must be a mapping, not " + document.kindInWords(),
                            "a Compose file begins with a line like services:");
            leaveOut();
            return MapNode.empty(document.location());
        }
        if (!scope.options().interpolate()) {
            return map;
        }
        MapNode filled =
                Interpolation.apply(map, scope.variables(), scope.problems(), scope.notes());
        scope.trace().after(Phase.INTERPOLATE, filled);
        return filled;
    }

    /**
     * The file at {@code path}, for a service that extends one of its services; nothing when that
     * went wrong, which is told.
     *
     * @param directory the file's directory as seen from the project
     */
    @Nullable Extended extended(String path, String directory, Location at) {
        Extended known = scope.trace() == Trace.NONE ? extended.get(path) : null;
        if (known != null) {
            return known;
        }
        if (refused.contains(path)) {
            return null;
        }
        files.budget().file(at);
        Extended read =
                within(scope.tracing(scope.trace().group(Phase.EXTENDS, List.of(path), at)))
                        .extendedHere(path, directory, at);
        if (read == null) {
            refused.add(path);
        } else {
            extended.put(path, read);
        }
        return read;
    }

    private @Nullable Extended extendedHere(String path, String directory, Location at) {
        int before = scope.problems().errorsTold();
        MapNode model = MapNode.empty(at);
        List<ResetTags> resets = new ArrayList<>();
        for (Node raw : documents(path, at)) {
            scope.trace().after(Phase.READ, raw);
            ResetTags tags = tags(raw);
            resets.add(tags);
            MapNode document = filled(tags.document());
            files.budget().made(document, document.location());
            MapNode merged = Merge.documents(tags.forget(model), document, scope.problems());
            MapNode unique = Unique.apply(merged);
            scope.trace().after(Phase.MERGE, unique);
            model = canonical(unique);
        }
        if (!(model.get("services") instanceof MapNode)) {
            if (scope.problems().errorsTold() == before) {
                scope.problems()
                        .error(
                                at,
                                "cannot extend a service of " + path + ": no services section",
                                "");
            }
            return null;
        }
        model = absolute(model, directory);
        scope.trace().after(Phase.RELATIVE_PATHS, model);
        Map<String, Node> services = new LinkedHashMap<>();
        Values.map(model, "services")
                .entries()
                .forEach((name, entry) -> services.put(name, entry.value()));
        return new Extended(services, resets);
    }

    /** What the files of the project may come to, all in all. */
    Budget budget() {
        return files.budget();
    }
}
