package dev.gantry.engine.dial;

import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A TCP or TLS socket. */
record SocketWire(Socket socket, InputStream in, OutputStream out) implements Wire {

    static SocketWire of(Socket socket) throws IOException {
        return new SocketWire(socket, socket.getInputStream(), socket.getOutputStream());
    }

    @Override
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }
}
