package dev.gantry.engine.dial;

import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.UnreachableException;
import dev.gantry.engine.http.Wire;
import java.io.IOException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * TLS over whatever wires another dialer makes; the authorities are those of the machine. Closing
 * it leaves the other one open.
 *
 * @param server the name that the certificate must have, and that the server is asked for
 * @param verify whether the certificate must be right
 */
public record TlsDialer(Dialer plain, String server, int port, boolean verify) implements Dialer {
    @Override
    public Wire dial() throws IOException {
        Wire wire = plain.dial();
        try {
            return SocketWire.of(secured(wire));
        } catch (IOException failed) {
            wire.close();
            throw reason(failed);
        }
    }

    /** What the wire's own dialer knows is nearer to the cause. */
    private IOException reason(IOException failed) {
        IOException known = plain.explain(failed);
        return known.equals(failed) && failed instanceof SSLException
                ? new UnreachableException("TLS with " + server + ": " + failed.getMessage(), "")
                : known;
    }

    private SSLSocket secured(Wire wire) throws IOException {
        SSLSocket secured =
                (SSLSocket)
                        Certificates.ofMachine(verify)
                                .getSocketFactory()
                                .createSocket(new WireSocket(wire), server, port, true);
        if (verify) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }

    @Override
    public IOException explain(IOException failure) {
        return plain.explain(failure);
    }
}
