package dev.gantry.engine;

import dev.gantry.engine.dial.SshPortDialer;
import dev.gantry.engine.dial.TcpDialer;
import dev.gantry.engine.dial.TlsDialer;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.UnreachableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Ways to what listens on the machine of an engine, through the engine's own endpoint: from that
 * machine itself where the endpoint is this machine's or is reached by SSH, so that its loopback is
 * in reach; from here otherwise. Thread-safe.
 */
public final class Neighbours implements AutoCloseable {
    /** Whatever address of the machine leads there. */
    public static final String ANY = "";

    private static final String LOOPBACK = "127.0.0.1";

    private final Endpoint endpoint;
    private final EngineSettings settings;
    private final Map<String, SshPortDialer> tunnels = new HashMap<>();

    public Neighbours(Endpoint endpoint, EngineSettings settings) {
        this.endpoint = endpoint;
        this.settings = settings;
    }

    /**
     * A way to a port; connects with its first wire, and lasts as long as this does.
     *
     * @param address of that machine, or {@link #ANY}
     */
    public Dialer to(String address, int port) {
        String there = address.equals(ANY) ? LOOPBACK : address;
        return switch (endpoint) {
            case Endpoint.Local _ -> direct(there, port, settings.connect());
            case Endpoint.Ssh ssh -> tunnel(ssh, there, port);
            case Endpoint.Tcp tcp when address.equals(ANY) ->
                    direct(tcp.host(), port, settings.connect());
            case Endpoint.Tcp tcp when isLoopback(there) ->
                    () -> {
                        throw new UnreachableException(
                                there + ":" + port + " is the loopback of " + tcp.host(),
                                "publish the port on another address, or reach the engine by ssh://");
                    };
            case Endpoint.Tcp _ -> direct(there, port, settings.connect());
        };
    }

    /** A way from this machine to any address. */
    public static Dialer direct(String host, int port, Duration connect) {
        return new TcpDialer(new Endpoint.Tcp(host, port, new Endpoint.Plain()), connect);
    }

    /**
     * The same way with TLS on it, with what this machine trusts.
     *
     * @param server the name that the certificate must have
     * @param verify whether the certificate must be right
     */
    public static Dialer secured(Dialer way, String server, int port, boolean verify) {
        return new TlsDialer(way, server, port, verify);
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    private synchronized Dialer tunnel(Endpoint.Ssh ssh, String address, int port) {
        String target = (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        return tunnels.computeIfAbsent(
                target, _ -> new SshPortDialer(ssh, settings.ssh(), settings.connect(), target));
    }

    @Override
    public synchronized void close() {
        tunnels.values().forEach(SshPortDialer::close);
        tunnels.clear();
    }
}
