package dev.gantry.engine.dial;

import dev.gantry.engine.Approach;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.UnreachableException;
import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Connects to a unix socket of this machine. */
public final class UnixDialer implements Dialer {
    private final Path socket;

    public UnixDialer(Path socket) {
        this.socket = socket;
    }

    /**
     * Does beforehand what Java does with the first such socket of a process, for which it reads
     * its settings and looks for a source of random numbers. Connects to nothing.
     */
    public static void prepare() {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException | UnsupportedOperationException _) {
            // Whoever connects will be told.
        }
    }

    @Override
    public Wire dial() throws IOException {
        try {
            return connect(socket);
        } catch (IOException | IllegalArgumentException failed) {
            throw reason(failed);
        }
    }

    @Override
    public Optional<Path> socket() {
        return Optional.of(socket);
    }

    @Override
    public Approach approach() {
        return new Walk(socket.toString()).connect(this::dial).approach();
    }

    static Wire connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new ChannelWire(channel);
        } catch (IOException | IllegalArgumentException failed) {
            channel.close();
            throw failed;
        }
    }

    private UnreachableException reason(Exception failed) {
        if (!Files.exists(socket)) {
            return new UnreachableException(
                    "there is no socket " + socket,
                    "start Docker (systemctl start docker), or name another engine");
        }
        if (!Files.isWritable(socket)) {
            return new UnreachableException(
                    "no permission to use " + socket,
                    "add yourself to its group (sudo usermod -aG docker $USER) and log in again");
        }
        String words = failed.getMessage() == null ? "connect failed" : failed.getMessage();
        return new UnreachableException(
                socket + ": " + words, "start Docker: systemctl start docker");
    }
}
