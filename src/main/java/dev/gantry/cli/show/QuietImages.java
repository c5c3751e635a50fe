package dev.gantry.cli.show;

import dev.gantry.apply.Event;
import dev.gantry.plan.Action;

/**
 * Leaves out how fetching, or building, goes on, and tells all else.
 *
 * @param pulls whether fetching is left out
 * @param builds whether building is
 */
public record QuietImages(Progress rest, boolean pulls, boolean builds) implements Progress {

    @Override
    public void accept(Event event) {
        if (!(event instanceof Event.StepProgress progress && isLeftOut(progress))) {
            rest.accept(event);
        }
    }

    private boolean isLeftOut(Event.StepProgress progress) {
        Action action = progress.step().action();
        return (pulls && action instanceof Action.PullImage)
                || (builds && action instanceof Action.BuildImage);
    }

    @Override
    public void close() {
        rest.close();
    }
}
