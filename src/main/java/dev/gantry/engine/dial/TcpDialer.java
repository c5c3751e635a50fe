package dev.gantry.engine.dial;

import dev.gantry.engine.Approach;
import dev.gantry.engine.Endpoint;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.UnreachableException;
import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connects over TCP, with TLS where the endpoint has it. */
public final class TcpDialer implements Dialer {
    private final Endpoint.Tcp endpoint;
    private final int millis;

    /**
     * @param connect how long connecting may take, as may the handshake
     */
    public TcpDialer(Endpoint.Tcp endpoint, Duration connect) {
        this.endpoint = endpoint;
        this.millis = (int) connect.toMillis();
    }

    @Override
    public Wire dial() throws IOException {
        Socket socket = new Socket();
        try {
            InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
            requireKnown(address.isUnresolved());
            socket.connect(address, millis);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            return switch (endpoint.tls()) {
                case Endpoint.Plain _ -> SocketWire.of(socket);
                case Endpoint.Tls tls -> SocketWire.of(handshake(socket, tls));
            };
        } catch (IOException failed) {
            socket.close();
            throw reason(failed);
        }
    }

    private void requireKnown(boolean unresolved) throws UnreachableException {
        if (unresolved) {
            throw new UnreachableException(
                    "the name " + endpoint.host() + " is not known",
                    "check the name, or write the address");
        }
    }

    /** Connecting has the handshake in it. */
    @Override
    public Approach approach() {
        return new Walk(endpoint.host())
                .step(
                        Approach.Kind.NAME,
                        () ->
                                requireKnown(
                                        new InetSocketAddress(endpoint.host(), endpoint.port())
                                                .isUnresolved()))
                .connect(this::dial)
                .approach();
    }

    private SSLSocket handshake(Socket socket, Endpoint.Tls tls) throws IOException {
        SSLSocket secured =
                (SSLSocket)
                        Certificates.context(tls)
                                .getSocketFactory()
                                .createSocket(socket, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        if (tls.verify()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(millis);
        secured.startHandshake();
        secured.setSoTimeout(0);
        return secured;
    }

    private IOException reason(IOException failed) {
        String words = failed.getMessage() == null ? "connect failed" : failed.getMessage();
        String address = endpoint.host() + ":" + endpoint.port();
        return switch (failed) {
            case UnreachableException known -> known;
            case SocketTimeoutException _ ->
                    new UnreachableException(
                            address + " did not answer within " + millis / 1000 + " s",
                            "look whether the host is up and the port is open");
            case SSLException _ ->
                    new UnreachableException(
                            "TLS with " + address + " failed: " + words,
                            "check ca.pem, cert.pem and key.pem, and that the engine uses TLS");
            case NoRouteToHostException _ ->
                    new UnreachableException(
                            "no route to " + address, "look whether the host is up");
            default ->
                    new UnreachableException(
                            address + ": " + words, "look whether Docker listens there");
        };
    }
}
