package dev.gantry.plan;

import dev.gantry.diag.InputException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.fleet.Parcel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a container's label says of the files that were delivered for it: mount point to path on the
 * host, as a JSON object. The path holds the content's digest, and so another path means another
 * content.
 */
public final class DeliveredFiles {
    /** On a container that mounts delivered files. */
    public static final String LABEL = "dev.gantry.files";

    /** On a container that carries files, and goes when it has; its project's label is beside. */
    public static final String CARRIER = "dev.gantry.carrier";

    private static final int SHORT = 12;

    private DeliveredFiles() {}

    /** The label's text. */
    public static String label(SequencedMap<String, Parcel> parcels) {
        SequencedMap<String, String> paths = new TreeMap<>();
        parcels.forEach((target, parcel) -> paths.put(target, parcel.path()));
        return JsonWriter.compact(Json.strings(paths));
    }

    /** By mount point. A label that others have written counts as none. */
    static SequencedMap<String, String> paths(Map<String, String> labels) {
        return pairs(labels.getOrDefault(LABEL, ""));
    }

    /** What a label says that is a JSON object of texts; nothing where others have written it. */
    static SequencedMap<String, String> pairs(String label) {
        if (label.isEmpty()) {
            return new LinkedHashMap<>();
        }
        try {
            return Fields.of(Json.object().put("label", JsonReader.read("a label", label)).build())
                    .pairs("label");
        } catch (InputException notOurs) {
            return new LinkedHashMap<>();
        }
    }

    /** Why a container with these labels needs other files; without words when it does not. */
    static Cause changed(SequencedMap<String, Parcel> parcels, Map<String, String> labels) {
        SequencedMap<String, String> before = paths(labels);
        SequencedSet<String> targets = new TreeSet<>(parcels.keySet());
        targets.addAll(before.keySet());
        SequencedSet<String> words = new LinkedHashSet<>();
        List<Cause.Change> changes = new ArrayList<>();
        for (String target : targets) {
            Parcel parcel = parcels.get(target);
            String from = before.getOrDefault(target, "");
            if (parcel == null) {
                words.add("what is mounted at " + target + " is not delivered any more");
            } else if (from.isEmpty()) {
                words.add(parcel.words() + " is to be delivered");
            } else if (!from.equals(parcel.path())) {
                words.add(parcel.words() + " changed");
                changes.add(new Cause.Change(target, digest(from), digest(parcel.path())));
            }
        }
        return new Cause(String.join(", ", words), changes);
    }

    private static String digest(String path) {
        String digest = place(path).digest();
        return digest.length() > SHORT ? digest.substring(0, SHORT) : digest;
    }

    /** Where the files lie whose label says {@code path}. */
    static Parcel.Place place(String path) {
        Path folder = parent(Path.of(path));
        Path project = parent(folder);
        return new Parcel.Place(parent(project).toString(), last(project), last(folder));
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static String last(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** The places of all that these containers mount. */
    static SequencedSet<Parcel.Place> places(List<Observed.Container> containers) {
        SequencedSet<Parcel.Place> places = new LinkedHashSet<>();
        for (Observed.Container one : containers) {
            paths(one.labels()).values().forEach(path -> places.add(place(path)));
        }
        return places;
    }

    /** The containers that an interrupted run of the project has left, with nothing to carry. */
    static List<Observed.Container> carriers(HostView host, String project) {
        return host.state().containers().stream()
                .filter(one -> one.labels().containsKey(CARRIER))
                .filter(one -> project.equals(one.labels().get(ComposeLabels.PROJECT)))
                .toList();
    }
}
