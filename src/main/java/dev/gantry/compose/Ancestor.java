package dev.gantry.compose;

import dev.gantry.compose.explain.Step;
import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.List;
import java.util.Optional;

/**
 * The service that another one extends.
 *
 * @param home the group that extended files are loaded for
 * @param group where the service stands: there, or in a file of its own
 * @param file empty for the same file
 * @param at where it is named
 */
record Ancestor(
        Recording home, Recording group, int moment, String service, String file, Location at) {

    /** What the service of the value extends, if it does. */
    static Optional<Ancestor> of(Recording home, Recording group, int moment, Spot spot) {
        if (spot.path().size() < 2 || !spot.path().getFirst().equals("services")) {
            return Optional.empty();
        }
        MapNode services = Values.map(group.model(moment), "services");
        MapNode service = Values.map(services, spot.path().get(1));
        Node wish = service.get("extends");
        if (Values.isNull(wish) || wish == null) {
            return Optional.empty();
        }
        String target =
                wish instanceof MapNode map ? Values.text(map, "service") : Values.text(wish);
        String file = wish instanceof MapNode map ? Values.text(map, "file") : "";
        if (file.isEmpty()) {
            return Optional.of(new Ancestor(home, group, moment, target, "", wish.location()));
        }
        for (Recording other : home.groups()) {
            if (other.by() == Phase.EXTENDS && other.at().equals(wish.location())) {
                return Optional.of(
                        new Ancestor(
                                home,
                                other,
                                other.last(),
                                target,
                                String.join("", other.files()),
                                wish.location()));
            }
        }
        return Optional.empty();
    }

    /** The value in it, or in what it extends itself. */
    Optional<Spot> find(Spot spot) {
        Optional<Spot> own = spot.in(group.model(moment));
        return own.isPresent()
                ? own
                : of(home, group, moment, spot)
                        .flatMap(next -> next.find(spot.ofService(next.service())))
                        .map(found -> found.ofService(service));
    }

    Step brought() {
        List<String> files = file.isEmpty() ? List.of() : List.of(file);
        return new Step.Brought(Phase.EXTENDS.words(), service, files, at);
    }
}
