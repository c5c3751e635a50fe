package dev.gantry.compose;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Phase "extends": a service that extends another is laid over it, in this file or in another one.
 */
final class Extends {
    private static final int MAX_CHAIN = 100;

    private final Scope scope;
    private final DocumentLoader loader;

    Extends(Scope scope, DocumentLoader loader) {
        this.scope = scope;
        this.loader = loader;
    }

    /**
     * A service and how one came to it.
     *
     * @param siblings the services among which the name is looked up
     * @param chain what was extended on the way, as {@code service in file}
     */
    private record Place(
            String name, String file, Map<String, Node> siblings, List<String> chain) {}

    MapNode apply(MapNode document, String file, ResetTags resets) {
        if (!(document.get("services") instanceof MapNode services)) {
            return document;
        }
        Map<String, Node> siblings = new LinkedHashMap<>();
        services.entries().forEach((name, entry) -> siblings.put(name, entry.value()));
        MapNode.Builder merged = services.toBuilder();
        for (String name : services.keys()) {
            Node service = resolve(new Place(name, file, siblings, List.of()), List.of(resets));
            if (service != null) {
                siblings.put(name, service);
                merged.put(name, service);
            }
        }
        return document.with("services", merged.build());
    }

    private @Nullable Node resolve(Place place, List<ResetTags> resets) {
        Node found = place.siblings().get(place.name());
        if (!(found instanceof MapNode service) || !service.has("extends")) {
            return found;
        }
        Node said = service.get("extends");
        if (said != null && Faulty.within(said)) {
            loader.leaveOut();
            return service.without("extends");
        }
        Node wish = said == null || Values.isNull(said) ? service : said;
        Location at = wish.location();
        String target =
                wish instanceof MapNode map ? Values.text(map, "service") : Values.text(wish);
        String file = wish instanceof MapNode map ? Values.text(map, "file") : "";
        if (target.isEmpty()) {
            scope.problems()
                    .error(
                            at,
                            "extends of service \"" + place.name() + "\" names no service",
                            "write extends: {service: NAME}");
            loader.leaveOut();
            return service.without("extends");
        }
        List<ResetTags> all = new ArrayList<>(resets);
        Place base =
                file.isEmpty()
                        ? sibling(place, target, at)
                        : elsewhere(place, target, file, at, all);
        if (base == null || isCycle(base, at)) {
            loader.leaveOut();
            return service.without("extends");
        }
        return over(resolve(base, all), service, place.name(), all);
    }

    private Node over(@Nullable Node base, MapNode service, String name, List<ResetTags> resets) {
        if (!(base instanceof MapNode map)) {
            return service.without("extends");
        }
        loader.budget().made(map, service.keyLocation("extends"));
        MapNode kept = map;
        for (ResetTags reset : resets) {
            kept = reset.forgetOfService(name, kept);
        }
        return Merge.services(kept, service, name, scope.problems()).without("extends");
    }

    private @Nullable Place sibling(Place place, String target, Location at) {
        if (!place.siblings().containsKey(target)) {
            notFound(place, target, place.file(), place.siblings(), at);
            return null;
        }
        return new Place(target, place.file(), place.siblings(), longer(place));
    }

    private @Nullable Place elsewhere(
            Place place, String target, String file, Location at, List<ResetTags> resets) {
        if (Addresses.refused(file, at, scope.problems())) {
            return null;
        }
        String path = PathText.resolve(scope.base(), file);
        DocumentLoader.Extended extended = loader.extended(path, directoryOf(path), at);
        if (extended == null) {
            return null;
        }
        Map<String, Node> siblings = extended.services();
        if (!siblings.containsKey(target)) {
            notFound(place, target, file, siblings, at);
            return null;
        }
        resets.addAll(extended.resets());
        return new Place(target, path, siblings, longer(place));
    }

    private String directoryOf(String path) {
        return PathText.relative(scope.base(), PathText.parent(path));
    }

    private static List<String> longer(Place place) {
        List<String> chain = new ArrayList<>(place.chain());
        chain.add(place.name() + " in " + place.file());
        return chain;
    }

    private void notFound(
            Place place, String target, String file, Map<String, Node> names, Location at) {
        scope.problems()
                .error(
                        at,
                        "cannot extend service \""
                                + place.name()
                                + "\": service \""
                                + target
                                + "\" not found in "
                                + file,
                        DidYouMean.hint(target, names.keySet()));
    }

    private boolean isCycle(Place base, Location at) {
        String here = base.name() + " in " + base.file();
        if (base.chain().size() > MAX_CHAIN) {
            scope.problems()
                    .error(
                            at,
                            "extends nested too deeply",
                            "at most " + MAX_CHAIN + " services in a row");
            return true;
        }
        if (!base.chain().contains(here)) {
            return false;
        }
        scope.problems()
                .error(
                        at,
                        "circular reference: "
                                + String.join(", extends ", base.chain())
                                + ", extends "
                                + here,
                        "take one extends out of the circle");
        return true;
    }
}
