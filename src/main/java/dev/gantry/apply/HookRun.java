package dev.gantry.apply;

import dev.gantry.diag.OperationException;
import dev.gantry.engine.Attachment;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.EngineException;
import dev.gantry.engine.ExecOptions;
import dev.gantry.plan.Action;
import dev.gantry.plan.Hook;
import java.util.function.Consumer;

/**
 * Runs the hooks of a container, one after the other. Before a stop, a container that does not run
 * any more needs none.
 *
 * @param lines gets what they print
 */
record HookRun(ContainerCalls calls, Action.RunHooks action, Consumer<String> lines) {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /**
     * @throws OperationException when a command ends with another code than 0
     */
    void run() {
        for (Hook hook : action.hooks()) {
            try {
                run(hook);
            } catch (EngineException refused) {
                boolean ended = refused.status() == NOT_FOUND || refused.status() == CONFLICT;
                if (ended && action.moment() == Hook.Moment.PRE_STOP) {
                    return;
                }
                throw refused;
            }
        }
    }

    private void run(Hook hook) {
        String exec =
                calls.createExec(
                        new ExecOptions(
                                hook.command(),
                                hook.environment(),
                                hook.user(),
                                hook.directory(),
                                hook.privileged(),
                                false,
                                false,
                                ""));
        LineOutput printed = new LineOutput(lines);
        try (printed;
                Attachment process = calls.startExec(exec, false)) {
            process.copyTo(printed, printed);
        }
        int code = calls.execExitCode(exec);
        if (code != 0) {
            String words = printed.last().isEmpty() ? "" : ": " + printed.last();
            throw new OperationException(
                    action.moment().key()
                            + " in container "
                            + action.name()
                            + " ended with code "
                            + code
                            + words,
                    "try it by hand: docker exec "
                            + action.name()
                            + " "
                            + hook.command().getFirst());
        }
    }
}
