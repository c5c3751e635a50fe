package dev.gantry.build;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.MapNode;
import dev.gantry.plan.SourcedImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides whether an image is older than its sources, and says so.
 *
 * @param rules what of the context no build sees
 */
record StaleImage(SourcedImage image, IgnoreRules rules) {
    /** Docker is of 2013: an earlier time says that the image is built to be reproducible. */
    private static final long FIRST = Instant.parse("2013-01-01T00:00:00Z").getEpochSecond();

    private static final int SHORT = 7;

    /**
     * Of an image that says of which commit it is.
     *
     * @param changed since that commit
     */
    Optional<Problem> ofCommit(String commit, List<Changed> changed) {
        return notice("is of commit " + commit.substring(0, SHORT), changed, _ -> true);
    }

    /**
     * Of an image that only says when it was built. A file that was last written before that may
     * have been committed since, but it is in the image; of one that is gone nobody knows when it
     * went.
     *
     * @param built Unix seconds
     * @param changed since that time
     */
    Optional<Problem> ofTime(long built, List<Changed> changed) {
        return built < FIRST
                ? Optional.empty()
                : notice("was built " + words(built), changed, one -> one.modified() > built);
    }

    private Optional<Problem> notice(
            String origin, List<Changed> changed, Predicate<Changed> counts) {
        List<String> files =
                changed.stream()
                        .filter(counts)
                        .map(Changed::path)
                        .filter(path -> !rules.ignores(path))
                        .toList();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.warning(place(), message(origin, files), hint()));
    }

    private Location place() {
        MapNode service = image.service().canonical();
        MapNode.Entry build = service.entries().get("build");
        return build == null ? service.location() : build.key();
    }

    private String message(String origin, List<String> files) {
        int more = files.size() - 1;
        return "image \""
                + image.service().image()
                + "\" on host "
                + image.deployment().host().name()
                + " "
                + origin
                + ", and its sources have changed since: "
                + files.getFirst()
                + (more == 0 ? "" : " and " + more + " more file" + (more == 1 ? "" : "s"));
    }

    private String hint() {
        return image.isNamed()
                ? "`gantry up --build` builds it; `gantry up --pull always` fetches it where a"
                        + " registry has a newer one"
                : "`gantry up --build` builds it";
    }

    /** {@code 2026-01-31 12:30 UTC}. */
    private static String words(long time) {
        String text = Instant.ofEpochSecond(time).toString();
        return text.substring(0, 10) + " " + text.substring(11, 16) + " UTC";
    }
}
