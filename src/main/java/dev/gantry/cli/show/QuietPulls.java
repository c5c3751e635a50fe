package dev.gantry.cli.show;

import dev.gantry.apply.Event;
import dev.gantry.plan.Action;

/** Leaves out how fetching goes on, and tells all else. */
public record QuietPulls(Progress rest) implements Progress {

    @Override
    public void accept(Event event) {
        boolean pulls =
                event instanceof Event.StepProgress progress
                        && progress.step().action() instanceof Action.PullImage;
        if (!pulls) {
            rest.accept(event);
        }
    }

    @Override
    public void close() {
        rest.close();
    }
}
