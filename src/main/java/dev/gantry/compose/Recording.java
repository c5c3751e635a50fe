package dev.gantry.compose;

import dev.gantry.compose.explain.Variable;
import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trace that keeps everything: what one group of files was after each phase, in order. */
final class Recording implements Trace {
    private final Phase by;
    private final List<String> files;
    private final Location at;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Location> places = new HashMap<>();
    private final List<String> profiles = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final List<Recording> groups = new ArrayList<>();

    /** What there was after a phase. */
    record Moment(Phase phase, MapNode model) {}

    private Recording(Phase by, List<String> files, Location at) {
        this.by = by;
        this.files = files;
        this.at = at;
    }

    /**
     * Of a whole load.
     *
     * @param places where variables of the caller are written
     */
    static Recording of(Map<String, Location> places) {
        Recording recording = new Recording(Phase.READ, List.of(), ProjectInput.ARGUMENTS);
        recording.places.putAll(places);
        return recording;
    }

    @Override
    public void variables(Map<String, String> more, Map<String, Location> written) {
        values.putAll(more);
        places.putAll(written);
    }

    @Override
    public void profiles(List<String> on) {
        profiles.addAll(on);
    }

    @Override
    public void after(Phase phase, Node document) {
        MapNode model = document instanceof MapNode map ? map : MapNode.empty(document.location());
        moments.add(new Moment(phase, model));
    }

    @Override
    public Trace group(Phase why, List<String> others, Location named) {
        Recording inner = new Recording(why, others, named);
        inner.variables(values, places);
        groups.add(inner);
        return inner;
    }

    Phase by() {
        return by;
    }

    List<String> files() {
        return files;
    }

    Location at() {
        return at;
    }

    Map<String, String> values() {
        return values;
    }

    String value(String variable) {
        return values.getOrDefault(variable, "");
    }

    /** The variable, which is set. */
    Variable variable(String name) {
        return new Variable(name, Variable.State.SET, value(name), place(name));
    }

    /** Whether the value is that of a variable, and not nothing. */
    boolean sets(String name, Node value) {
        return !Values.isNull(value)
                && values.containsKey(name)
                && value(name).equals(Values.text(value));
    }

    /** Where a variable is written, or the environment. */
    Location place(String variable) {
        return places.getOrDefault(variable, Location.of("the environment"));
    }

    List<String> profiles() {
        return profiles;
    }

    List<Moment> moments() {
        return moments;
    }

    List<Recording> groups() {
        return groups;
    }

    MapNode model(int moment) {
        return moments.get(moment).model();
    }

    int last() {
        return moments.size() - 1;
    }

    /** The last moment of that phase up to {@code from}, or -1. */
    int before(int from, Phase phase) {
        int moment = from;
        while (moment >= 0 && moments.get(moment).phase() != phase) {
            moment--;
        }
        return moment;
    }
}
