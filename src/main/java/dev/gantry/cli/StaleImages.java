package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.build.GitProgram;
import dev.gantry.build.SourceReview;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.Observed;
import dev.gantry.plan.Plan;
import dev.gantry.plan.SourcedImage;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Adds to plans what is to be told of images that are older than their sources. */
final class StaleImages {
    private final Session session;
    private final EngineSource engines;
    private final Desired desired;

    /** Made when there is something to ask. */
    private Optional<SourceReview> review = Optional.empty();

    StaleImages(Session session, EngineSource engines, Desired desired) {
        this.session = session;
        this.engines = engines;
        this.desired = desired;
    }

    /**
     * The same plan, telling of the images that it leaves as they are.
     *
     * @param observed what the plan was made from
     */
    Plan told(Plan plan, Observed observed) {
        List<SourcedImage> images = SourcedImage.of(desired, observed, plan);
        if (images.isEmpty()) {
            return plan;
        }
        if (review.isEmpty()) {
            review =
                    GitProgram.find(session.invocation().environment())
                            .map(git -> new SourceReview(git, this::lastNamed));
        }
        return review.map(it -> plan.telling(it.of(images))).orElse(plan);
    }

    /** In Unix seconds; 0 where the engine does not say. */
    private long lastNamed(SourcedImage image) {
        try {
            return engines.engine(image.deployment().host())
                    .inspectImage(image.image().id())
                    .map(StaleImages::lastNamed)
                    .orElse(0L);
        } catch (OperationException _) {
            return 0;
        }
    }

    private static long lastNamed(MapNode inspection) {
        try {
            String time = Fields.of(inspection).map("Metadata").text("LastTagTime");
            return Instant.parse(time).getEpochSecond();
        } catch (DateTimeParseException _) {
            return 0;
        }
    }
}
