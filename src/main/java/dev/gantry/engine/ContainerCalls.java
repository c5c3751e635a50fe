package dev.gantry.engine;

import dev.gantry.doc.MapNode;
import java.io.InputStream;
import java.util.Optional;

/** What can be asked of one container beyond its life: from {@link Engine#on}. Thread-safe. */
public interface ContainerCalls {

    /** Freezes its processes. One that is paused already is refused (409). */
    void pause();

    void unpause();

    /** Waits until it does not run any more; returns its exit code. Blocks for as long. */
    int awaitExit();

    /** Its processes ({@code GET /containers/{id}/top}); refused (409) unless it runs. */
    ProcessTable top();

    /**
     * What it uses at the moment ({@code GET /containers/{id}/stats}), whole; takes the second or
     * two between which the engine measures. Nearly empty for one that does not run.
     */
    MapNode stats();

    /** What a path is; empty where there is none. A link is not followed. */
    Optional<PathStat> stat(String path);

    /**
     * A file or folder as a tar archive, whose names begin with the path's last name ({@code GET
     * /containers/{id}/archive}).
     */
    InputStream copyOut(String path);

    /**
     * Unpacks a tar archive into a folder; no file takes a folder's place, nor the other way.
     *
     * @param givenAway whether all of it becomes the container's user's, instead of its owners'
     */
    void copyInto(String folder, InputStream tar, boolean givenAway);

    /**
     * Connects with the container's own process ({@code POST /containers/{id}/attach}), from now
     * on.
     *
     * @param input whether something will be typed
     * @param detachKeys what the engine is to take for the wish to detach from a terminal
     */
    Attachment attach(boolean input, String detachKeys);

    /** The size of the container's terminal, in characters. */
    void resize(int columns, int rows);

    /** Prepares another process in a running container; returns its id. */
    String createExec(ExecOptions options);

    /** Starts a prepared process and connects with it. */
    Attachment startExec(String exec, boolean terminal);

    /** Starts a prepared process and leaves it to itself. */
    void startExecDetached(String exec);

    void resizeExec(String exec, int columns, int rows);

    /** Of a process that has ended. */
    int execExitCode(String exec);
}
