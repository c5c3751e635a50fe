package dev.gantry.engine.http;

import java.io.IOException;

/** The other side does not speak HTTP/1.1 as RFC 9112 has it. */
public final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }
}
