package dev.gantry.build;

import dev.gantry.diag.Problem;
import dev.gantry.plan.BuildOptions;
import dev.gantry.plan.SourcedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * Finds the images that are older than their sources, where these are in a work tree of Git. By the
 * commit that an image says it is of; where it says none, or one that is not there, by its age.
 * Where Git knows nothing, nothing is found. Asks the same only once; not thread-safe.
 *
 * @see <a
 *     href="https://github.com/opencontainers/image-spec/blob/v1.1.0/annotations.md">annotations of
 *     OCI images</a>
 */
public final class SourceReview {
    private static final String REVISION = "org.opencontainers.image.revision";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    private final GitProgram git;
    private final ToLongFunction<SourcedImage> lastBuilt;
    private final Map<Question, Optional<List<Changed>>> answers = new HashMap<>();

    private record Question(Path folder, String since) {}

    /**
     * @param lastBuilt when the engine last gave a name to an image that it built, in Unix seconds;
     *     0 where it does not know. A build that finds everything done leaves the image as old as
     *     it was.
     */
    public SourceReview(GitProgram git, ToLongFunction<SourcedImage> lastBuilt) {
        this.git = git;
        this.lastBuilt = lastBuilt;
    }

    /** A warning for each that is older. */
    public List<Problem> of(List<SourcedImage> images) {
        return images.stream().flatMap(one -> review(one).stream()).toList();
    }

    private Optional<Problem> review(SourcedImage image) {
        BuildOrder order =
                new BuildOrder(image.deployment().project(), image.service(), BuildOptions.usual());
        Optional<Path> folder = order.folder();
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            StaleImage stale = new StaleImage(image, ContextArchive.of(order).rules());
            return review(stale, new ContextHistory(git, folder.get()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Optional<Problem> review(StaleImage stale, ContextHistory history) {
        String commit = stale.image().image().labels().getOrDefault(REVISION, "");
        if (COMMIT.matcher(commit).matches()) {
            Optional<List<Changed>> changed =
                    answers.computeIfAbsent(
                            new Question(history.folder(), commit), _ -> history.since(commit));
            if (changed.isPresent()) {
                return stale.ofCommit(commit, changed.get());
            }
        }
        long created = stale.image().image().created();
        Optional<Problem> found = byAge(stale, history, created);
        if (found.isEmpty() || !stale.image().isOfCompose()) {
            return found;
        }
        long built = lastBuilt.applyAsLong(stale.image());
        return built > created ? byAge(stale, history, built) : found;
    }

    private Optional<Problem> byAge(StaleImage stale, ContextHistory history, long built) {
        return answers.computeIfAbsent(
                        new Question(history.folder(), "@" + built), _ -> history.after(built))
                .flatMap(changed -> stale.ofTime(built, changed));
    }
}
