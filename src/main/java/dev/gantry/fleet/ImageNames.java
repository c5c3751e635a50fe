package dev.gantry.fleet;

import dev.gantry.compose.ImageReference;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Which images to take in place of those that the Compose files name: behind a mirror, in a house
 * without a way out, on the lab. References are compared with everything that is implied, so that
 * {@code postgres:16} is {@code docker.io/library/postgres:16}.
 *
 * @param exact by the whole reference
 * @param beginnings what begins so is called otherwise, the longest one first
 */
public record ImageNames(Map<String, String> exact, List<Beginning> beginnings) {
    /** Every image is what the Compose file says. */
    public static final ImageNames AS_WRITTEN = new ImageNames(Map.of(), List.of());

    private static final String REST = "*";

    /**
     * {@code ghcr.io/*: mirror:5000/ghcr/*}.
     *
     * @param from spelled out
     * @param to what stands before the rest, or the whole other name
     * @param keepsRest whether the rest of the reference follows
     */
    public record Beginning(String from, String to, boolean keepsRest) {}

    /** {@code images} of a fleet file. */
    static ImageNames read(Shape fleet) {
        Map<String, String> exact = new LinkedHashMap<>();
        List<Beginning> beginnings = new ArrayList<>();
        fleet.values("images")
                .forEach((from, to) -> {
                    if (isUsable(fleet, from, to)) {
                        if (from.endsWith(REST)) {
                            beginnings.add(beginning(from, to.text()));
                        } else {
                            exact.put(whole(from), to.text());
                        }
                    }
                });
        beginnings.sort((one, other) -> other.from().length() - one.from().length());
        return new ImageNames(exact, beginnings);
    }

    private static boolean isUsable(Shape fleet, String from, ScalarNode to) {
        boolean begins = from.endsWith(REST);
        String other = begins ? withoutRest(to.text()) : to.text();
        if (other.contains(REST) || withoutRest(from).contains(REST)) {
            fleet.problems()
                    .error(
                            to.location(),
                            "images: \"" + from + "\" becomes \"" + to.text() + "\"",
                            "one * may stand at the end of the first, and then of the second too:"
                                    + " ghcr.io/*: mirror.example:5000/*");
            return false;
        }
        if (to.text().isEmpty()) {
            fleet.problems().error(to.location(), "images: \"" + from + "\" has no other name");
            return false;
        }
        return true;
    }

    private static Beginning beginning(String from, String to) {
        String written = withoutRest(from);
        return new Beginning(
                written.isEmpty() ? "" : ImageReference.spelledOut(written),
                withoutRest(to),
                to.endsWith(REST));
    }

    private static String withoutRest(String pattern) {
        return pattern.endsWith(REST) ? pattern.substring(0, pattern.length() - 1) : pattern;
    }

    /** What is no reference is compared as it is written. */
    private static String whole(String reference) {
        return ImageReference.parse(reference).map(ImageReference::toString).orElse(reference);
    }

    /** The project from these images; what is built here keeps its name. */
    Project in(Project project) {
        if (exact.isEmpty() && beginnings.isEmpty()) {
            return project;
        }
        SequencedMap<String, Service> services = new LinkedHashMap<>(project.services());
        services.replaceAll((_, service) -> service.built() ? service : renamed(service));
        return project.withServices(services);
    }

    private Service renamed(Service service) {
        String other = of(service.image());
        return other.equals(service.image()) ? service : service.withImage(other);
    }

    /** What stands for an image; itself where nothing does. */
    String of(String image) {
        String whole = whole(image);
        String other = exact.get(whole);
        if (other != null) {
            return other;
        }
        for (Beginning one : beginnings) {
            if (whole.startsWith(one.from())) {
                return one.keepsRest() ? one.to() + whole.substring(one.from().length()) : one.to();
            }
        }
        return image;
    }
}
