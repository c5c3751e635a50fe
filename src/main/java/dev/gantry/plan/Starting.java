package dev.gantry.plan;

import java.util.Collection;
import java.util.List;

/** The steps that start a container of one service: the start, then its hooks. */
record Starting(Draft draft, Draft.Subject subject, List<Hook> hooks) {

    /** Returns the step after which the container has started and its hooks have run. */
    int add(String name, Cause cause, Collection<Integer> after) {
        int started = draft.add(subject, new Action.StartContainer(name), cause, after);
        if (hooks.isEmpty()) {
            return started;
        }
        Action run = new Action.RunHooks(name, Hook.Moment.POST_START, hooks);
        return draft.add(subject, run, Cause.of("runs when it has started"), List.of(started));
    }
}
