package dev.gantry.compose;

import dev.gantry.compose.explain.Explanation;
import dev.gantry.compose.explain.Step;
import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was written and is no part of the project: which phase took it away, and why. */
final class Removal {
    private final Recording recording;
    private final LoadRequest request;
    private final List<String> profiles;

    /**
     * @param profiles those that are on
     */
    Removal(Recording recording, LoadRequest request, List<String> profiles) {
        this.recording = recording;
        this.request = request;
        this.profiles = profiles;
    }

    /** The value where it was last there; nothing when it never was. */
    Optional<Explanation> of(String path) {
        Optional<Explanation> whole = last(path, true);
        return whole.isPresent() ? whole : last(path, false);
    }

    private Optional<Explanation> last(String path, boolean ofModel) {
        for (int i = recording.last() - 1; i >= 0; i--) {
            if (isOfModel(i) != ofModel) {
                continue;
            }
            MapNode model = recording.model(i);
            Optional<Spot> spot =
                    PathWords.steps(model, path).flatMap(steps -> Spot.at(model, steps));
            if (spot.isPresent()) {
                return Optional.of(gone(path, i, spot.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether the moment is of the whole, not of one document. */
    private boolean isOfModel(int moment) {
        return recording.moments().get(moment).phase().compareTo(Phase.MERGE) >= 0;
    }

    private Explanation gone(String path, int moment, Spot spot) {
        int next = moment + 1;
        while (isOfModel(moment) && !isOfModel(next)) {
            next++;
        }
        List<Step> steps = new ArrayList<>(Provenance.of(recording, moment, spot));
        steps.add(dropped(next, spot));
        return new Explanation(path, spot.node(), spot.location(), steps);
    }

    private Step dropped(int moment, Spot spot) {
        Phase phase = recording.moments().get(moment).phase();
        String words = phase.words();
        List<String> path = spot.path();
        boolean service = path.size() > 1 && path.getFirst().equals("services");
        return switch (phase) {
            case PROFILES -> new Step.Dropped(words, profile(path.get(1), moment), at(spot));
            case SELECTION ->
                    new Step.Dropped(
                            words,
                            service
                                    ? "only what was named ("
                                            + String.join(", ", request.services())
                                            + ") and its dependencies are asked for"
                                    : "no active service uses it",
                            service ? ProjectInput.ARGUMENTS : spot.location());
            case MERGE -> byFile(moment, spot);
            case VALIDATE -> new Step.Dropped(words, "it is obsolete", spot.location());
            case EXTENDS, INCLUDE -> new Step.Dropped(words, "it is carried out", spot.location());
            case ENV_FILES ->
                    new Step.Dropped(
                            words,
                            "what the files say stands in environment or labels",
                            spot.location());
            case TYPES -> new Step.Dropped(words, "this says nothing", spot.location());
            case READ,
                    INTERPOLATE,
                    CANONICAL_FORM,
                    DEFAULTS,
                    CHECKS_OF_VALUES,
                    RELATIVE_PATHS,
                    NORMALIZE,
                    CONSISTENCY,
                    BIND ->
                    new Step.Dropped(words, "", spot.location());
        };
    }

    private Location at(Spot spot) {
        MapNode model = recording.model(recording.before(recording.last(), Phase.TYPES));
        Node service = Values.map(Values.map(model, "services"), spot.path().get(1));
        Node own = service instanceof MapNode map ? map.get("profiles") : null;
        return own == null ? service.location() : own.location();
    }

    private String profile(String name, int moment) {
        Node service = Values.map(Values.map(recording.model(moment - 1), "services"), name);
        String own = words(Selection.profilesOf(service));
        List<String> on = profiles.stream().filter(one -> !one.isEmpty()).toList();
        String given =
                request.named().equals(ProjectInput.ARGUMENTS) ? "--profile" : "the fleet file";
        String by = request.profiles().isEmpty() ? "COMPOSE_PROFILES" : given;
        return "its "
                + own
                + (on.isEmpty()
                        ? " not on, nor is any other"
                        : " not on, only " + String.join(", ", on) + " by " + by);
    }

    private static String words(List<Node> profiles) {
        String names =
                profiles.stream()
                        .map(profile -> "\"" + Values.text(profile) + "\"")
                        .collect(Collectors.joining(", "));
        return profiles.size() == 1 ? "profile " + names + " is" : "profiles " + names + " are";
    }

    private Step byFile(int moment, Spot spot) {
        MapNode raw = recording.model(recording.before(moment, Phase.READ));
        return Overlay.tagged(raw, spot.path())
                .<Step>map(by ->
                        new Step.Dropped(Phase.MERGE.words(), by.tag() + " says so", by.location()))
                .orElseGet(() -> replaced(moment, spot));
    }

    private Step replaced(int moment, Spot spot) {
        MapNode model = recording.model(moment);
        Node now = model;
        for (String step : spot.path()) {
            now = now instanceof ScalarNode ? now : PathWords.child(now, step);
        }
        return new Step.Dropped(Phase.MERGE.words(), "something else replaces it", now.location());
    }
}
