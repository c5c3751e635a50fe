package dev.gantry.engine;

import dev.gantry.doc.MapNode;
import dev.gantry.engine.call.AwaitExit;
import dev.gantry.engine.call.GetStats;
import dev.gantry.engine.call.ListProcesses;
import dev.gantry.engine.call.PauseContainer;
import dev.gantry.engine.call.UnpauseContainer;

/** One container of an {@link HttpEngine}. */
record HttpContainerCalls(Caller caller, String container) implements ContainerCalls {

    @Override
    public void pause() {
        caller.run(new PauseContainer(container));
    }

    @Override
    public void unpause() {
        caller.run(new UnpauseContainer(container));
    }

    @Override
    public int awaitExit() {
        return caller.run(new AwaitExit(container));
    }

    @Override
    public ProcessTable top() {
        return caller.run(new ListProcesses(container));
    }

    @Override
    public MapNode stats() {
        return caller.run(new GetStats(container));
    }
}
