package dev.gantry.compose;

import dev.gantry.compose.explain.Explanation;
import dev.gantry.compose.explain.Step;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each value of a project comes from. */
public final class Explaining {
    private static final List<String> TOP =
            List.of(
                    "name services networks volumes configs secrets models version include"
                            .split(" "));

    private final Recording recording;
    private final LoadedModel loaded;
    private final Loaded bound;
    private final Removal removal;
    private final Naming naming;

    private Explaining(LoadRequest request, Map<String, Location> places) {
        this.recording = Recording.of(places);
        this.loaded = ComposeLoader.loadModel(request, recording);
        this.bound = loaded.bind();
        this.naming = new Naming(recording, request);
        this.removal = new Removal(recording, request, recording.profiles());
    }

    static Explaining load(LoadRequest request, Map<String, Location> places) {
        return new Explaining(request, places);
    }

    LoadedModel loaded() {
        return loaded;
    }

    Recording recording() {
        return recording;
    }

    /** Why there is nothing at the path, as far as there was. */
    Explanation absent(String path) {
        return removal.of(path).orElseGet(() -> Explanation.absent(path));
    }

    /** What was asked for. */
    public record Explained(
            String project, List<Explanation> explanations, List<Problem> warnings) {}

    /**
     * Loads the files and explains the values at the paths and below; without paths all of them,
     * and what is switched off.
     *
     * @param places where variables of the request are written
     * @throws InputException with all problems found, or when there is nothing at a path
     */
    public static Explained of(
            LoadRequest request, List<String> paths, Map<String, Location> places) {
        Explaining explaining = new Explaining(request, places);
        List<Explanation> all = new ArrayList<>();
        if (paths.isEmpty()) {
            explaining.everything(all);
        }
        List<Problem> missing = new ArrayList<>();
        for (String path : paths) {
            explaining.path(path, all, missing);
        }
        if (!missing.isEmpty()) {
            throw new InputException(missing);
        }
        return new Explained(explaining.loaded.name(), all, explaining.loaded.warnings());
    }

    /** Whether a word on the command line is a path, not the name of a service. */
    public static boolean isPath(String word) {
        return word.indexOf('.') > 0 || word.indexOf('[') > 0 || TOP.contains(word);
    }

    private void everything(List<Explanation> all) {
        below(List.of(), loaded.model(), all);
        for (String service : loaded.disabled().keys()) {
            removal.of("services." + service).ifPresent(all::add);
        }
        int types = recording.before(recording.last(), Phase.TYPES);
        for (String section : List.of("networks", "volumes", "configs", "secrets", "models")) {
            MapNode kept = Values.map(loaded.model(), section);
            for (String key : Values.map(recording.model(types), section).keys()) {
                if (!kept.has(key)) {
                    removal.of(section + "." + key).ifPresent(all::add);
                }
            }
        }
    }

    private void path(String path, List<Explanation> all, List<Problem> missing) {
        Optional<Spot> spot =
                PathWords.steps(loaded.model(), path)
                        .flatMap(steps -> Spot.at(loaded.model(), steps));
        if (spot.isPresent()) {
            below(spot.get().path(), spot.get().node(), all);
            return;
        }
        Explanation gone = absent(path);
        if (!gone.steps().isEmpty()) {
            all.add(gone);
            return;
        }
        PathWords.Missing why = PathWords.missing(loaded.model(), path);
        missing.add(Problem.error(ProjectInput.ARGUMENTS, why.message(), why.hint()));
    }

    private void below(List<String> path, Node node, List<Explanation> all) {
        if (path.size() == 2 && path.getFirst().equals("services")) {
            all.add(service(path));
        }
        boolean leaf =
                switch (node) {
                    case MapNode map -> map.isEmpty();
                    case ListNode list -> list.items().isEmpty();
                    case ScalarNode _ -> true;
                };
        if (leaf && !path.isEmpty()) {
            all.add(explained(path));
        }
        for (String key : PathWords.keys(node)) {
            List<String> longer = new ArrayList<>(path);
            longer.add(key);
            below(longer, PathWords.child(node, key), all);
        }
    }

    /** The value at a path of the model. */
    Explanation explained(List<String> path) {
        Spot spot = Spot.at(loaded.model(), path).orElseThrow();
        List<Step> steps = Provenance.of(recording, recording.last(), spot);
        Explanation plain =
                new Explanation(PathWords.text(path), spot.node(), spot.location(), steps);
        return path.equals(List.of("name")) ? naming.of(plain) : plain;
    }

    /** A service as a whole: who writes it, why it is on, and what its hash is. */
    private Explanation service(List<String> path) {
        Explanation whole = explained(path);
        List<Step> steps = new ArrayList<>(whole.steps());
        Node node = whole.value();
        List<Node> profiles = Selection.profilesOf(node);
        if (!profiles.isEmpty()) {
            steps.add(
                    new Step.Noted(
                            Phase.PROFILES.words(),
                            "on, by its profiles "
                                    + String.join(
                                            ", ", profiles.stream().map(Values::text).toList()),
                            profiles.getFirst().location()));
        }
        Service service = bound.project().services().get(path.getLast());
        if (service != null) {
            steps.add(
                    new Step.Noted(
                            Phase.BIND.words(),
                            "configuration hash " + service.hash(),
                            node.location()));
        }
        return new Explanation(whole.path(), node, whole.place(), steps);
    }
}
