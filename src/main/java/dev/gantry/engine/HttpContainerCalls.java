package dev.gantry.engine;

import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.call.AttachContainer;
import dev.gantry.engine.call.AwaitExit;
import dev.gantry.engine.call.Call;
import dev.gantry.engine.call.CopyInto;
import dev.gantry.engine.call.CopyOut;
import dev.gantry.engine.call.CreateExec;
import dev.gantry.engine.call.GetExecCode;
import dev.gantry.engine.call.GetStats;
import dev.gantry.engine.call.InspectContainer;
import dev.gantry.engine.call.ListProcesses;
import dev.gantry.engine.call.OpenExec;
import dev.gantry.engine.call.PauseContainer;
import dev.gantry.engine.call.ResizeTerminal;
import dev.gantry.engine.call.StartExec;
import dev.gantry.engine.call.StatPath;
import dev.gantry.engine.call.UnpauseContainer;
import dev.gantry.engine.http.Response;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.util.Optional;

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

    @Override
    public Optional<PathStat> stat(String path) {
        return caller.run(new StatPath(container, path));
    }

    @Override
    public InputStream copyOut(String path) {
        Response response = caller.open(new CopyOut(container, path));
        return new FilterInputStream(response.body()) {
            @Override
            public void close() {
                response.close();
            }
        };
    }

    @Override
    public void copyInto(String folder, InputStream tar, boolean givenAway) {
        caller.run(new CopyInto(container, folder, tar, true, givenAway));
    }

    @Override
    public Attachment attach(boolean input, String detachKeys) {
        boolean terminal =
                caller.run(new InspectContainer(container))
                        .map(found -> Fields.of(found).map("Config").flag("Tty"))
                        .orElse(false);
        return open(new AttachContainer(container, input, detachKeys), terminal);
    }

    @Override
    public void resize(int columns, int rows) {
        caller.run(ResizeTerminal.ofContainer(container, columns, rows));
    }

    @Override
    public String createExec(ExecOptions options) {
        return caller.run(new CreateExec(container, options));
    }

    @Override
    public Attachment startExec(String exec, boolean terminal) {
        return open(new OpenExec(container, exec, terminal), terminal);
    }

    private Attachment open(Call<Response> call, boolean terminal) {
        return new HttpAttachment(
                caller.open(call), terminal, failed -> caller.failure(call, call.doing(), failed));
    }

    @Override
    public void startExecDetached(String exec) {
        caller.run(new StartExec(container, exec));
    }

    @Override
    public void resizeExec(String exec, int columns, int rows) {
        caller.run(ResizeTerminal.ofExec(exec, columns, rows));
    }

    @Override
    public int execExitCode(String exec) {
        return caller.run(new GetExecCode(exec));
    }
}
