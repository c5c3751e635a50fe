package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * An image that a service runs on a host where it is already, and that could be built anew.
 *
 * @param service has a {@code build:} section
 */
public record SourcedImage(Deployment deployment, Service service, Observed.Image image) {

    /** A name of an image on a host, as its engine lists it. */
    record Place(String host, String image) {

        static Place of(String host, String image) {
            return new Place(host, ImageName.spellings(image).getLast());
        }
    }

    /** Those that the plan leaves as they are, each once a host. */
    public static List<SourcedImage> of(Desired desired, Observed observed, Plan plan) {
        Set<Place> renewed = renewed(plan);
        SequencedMap<Place, SourcedImage> found = new LinkedHashMap<>();
        for (Deployment one : desired.deployments()) {
            String host = one.host().name();
            if (!plan.blocked().containsKey(one.id())
                    && observed.hosts().get(host) instanceof Observed.Reachable state) {
                for (Service service : one.project().services().values()) {
                    Place place = Place.of(host, service.image());
                    if (service.built() && service.scale() > 0 && !renewed.contains(place)) {
                        new HostView(host, state)
                                .image(service.image())
                                .map(image -> new SourcedImage(one, service, image))
                                .ifPresent(image -> found.putIfAbsent(place, image));
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** What the plan fetches or builds. */
    static Set<Place> renewed(Plan plan) {
        Set<Place> renewed = new HashSet<>();
        for (Step step : plan.steps()) {
            if (step.action() instanceof Action.BuildImage build) {
                renewed.add(Place.of(step.host(), build.image()));
            } else if (step.action() instanceof Action.PullImage pull) {
                renewed.add(Place.of(step.host(), pull.image()));
            }
        }
        return renewed;
    }

    /** Whether Docker Compose or Gantry has built it, or what it was built from. */
    public boolean isOfCompose() {
        return image.labels().containsKey(ComposeLabels.PROJECT);
    }

    /** Whether a registry may have it: its name is not one that Compose made up. */
    public boolean isNamed() {
        return service.canonical().has("image");
    }
}
