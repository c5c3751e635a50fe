package dev.gantry.engine.dial;

import dev.gantry.engine.http.Wire;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A wire in the shape that the JDK's TLS takes: connected, and without timeouts of its own. */
final class WireSocket extends Socket {
    private final Wire wire;

    WireSocket(Wire wire) {
        this.wire = wire;
    }

    @Override
    public InputStream getInputStream() {
        return wire.in();
    }

    @Override
    public OutputStream getOutputStream() {
        return wire.out();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void close() {
        wire.close();
    }
}
