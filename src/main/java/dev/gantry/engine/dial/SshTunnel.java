package dev.gantry.engine.dial;

import dev.gantry.engine.http.UnreachableException;
import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * One running {@code ssh} that forwards a socket or a port of its host to a socket in a private
 * folder.
 */
final class SshTunnel implements AutoCloseable {
    private static final int LOOK_MILLIS = 4;
    private static final long LISTEN_NANOS = 500_000_000L;

    private final SshProgram ssh;
    private final Path folder;
    private final Path socket;
    private final Path errors;
    private final Process process;

    private SshTunnel(SshProgram ssh, Path folder, String target) throws IOException {
        this.ssh = ssh;
        this.folder = folder;
        this.socket = folder.resolve("s");
        this.errors = folder.resolve("errors");
        this.process =
                new ProcessBuilder(ssh.forward(folder.toString(), socket.toString(), target))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(errors.toFile())
                        .start();
    }

    /**
     * Starts ssh and waits until the socket is there; {@code createTempDirectory} makes it 0700.
     *
     * @param target as {@link SshProgram#forward} has it
     */
    static SshTunnel open(SshProgram ssh, String target) throws IOException {
        SshTunnel tunnel = start(ssh, target);
        try {
            tunnel.awaitSocket();
            return tunnel;
        } catch (IOException failed) {
            tunnel.close();
            throw failed;
        }
    }

    private static SshTunnel start(SshProgram ssh, String target) throws IOException {
        Path folder = Files.createTempDirectory("gantry-");
        try {
            return new SshTunnel(ssh, folder, target);
        } catch (IOException failed) {
            Files.deleteIfExists(folder);
            throw SshFailure.ofStart(failed);
        }
    }

    /**
     * The socket appears when ssh has logged in. Nothing announces it, so this looks; ssh itself
     * gives up after its connect timeout, and is given up soon after.
     */
    private void awaitSocket() throws IOException {
        long end = System.nanoTime() + ssh.connect().plusSeconds(5).toNanos();
        try {
            while (!Files.exists(socket)) {
                if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw SshFailure.ofExit(ssh.host(), errors());
                }
                if (System.nanoTime() - end > 0) {
                    throw new UnreachableException(
                            ssh.host().host()
                                    + " did not let ssh in within "
                                    + ssh.connect().toSeconds()
                                    + " s",
                            "try ssh " + ssh.host().destination());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ssh connected", interrupted);
        }
    }

    /**
     * A wire through the tunnel. For a moment the socket is there and not yet listened to: ssh
     * makes it in two steps.
     */
    Wire dial() throws IOException {
        long end = System.nanoTime() + LISTEN_NANOS;
        while (true) {
            try {
                return UnixDialer.connect(socket);
            } catch (IOException refused) {
                if (System.nanoTime() - end > 0 || endedWithin(LOOK_MILLIS)) {
                    throw refused;
                }
            }
        }
    }

    Path socket() {
        return socket;
    }

    boolean alive() {
        return process.isAlive();
    }

    /**
     * Whether ssh has ended, or is about to: it closes what it forwards shortly before it exits.
     */
    boolean ending() {
        return endedWithin(200);
    }

    private boolean endedWithin(int milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** What ssh has written to standard error so far. */
    String errors() {
        try {
            return Files.readString(errors, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    /** Ends ssh, waits until it is gone, and removes the folder. */
    @Override
    public void close() {
        ProcessWire.end(process);
        remove(folder);
    }

    /** The shell that holds the leash removes it too; whoever comes second finds nothing. */
    private static void remove(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // The other one was quicker.
        }
    }
}
