package dev.gantry.engine;

import dev.gantry.diag.UsageException;
import java.nio.file.Path;

/** Where an engine is. {@link Endpoints} finds it from what the user wrote. */
public sealed interface Endpoint permits Endpoint.Local, Endpoint.Tcp, Endpoint.Ssh {
    /** Where an engine listens unless told otherwise. */
    String DEFAULT_SOCKET = "/var/run/docker.sock";

    /** A unix socket of this machine. */
    record Local(Path socket) implements Endpoint {
        @Override
        public String toString() {
            return "unix://" + socket;
        }
    }

    record Tcp(String host, int port, Security tls) implements Endpoint {
        @Override
        public String toString() {
            return "tcp://" + bracketed(host) + ":" + port;
        }
    }

    /** Whether a TCP connection is encrypted. */
    sealed interface Security permits Plain, Tls {}

    record Plain() implements Security {}

    /**
     * Encrypted, as {@code docker --tls} has it.
     *
     * @param directory holds {@code ca.pem}, {@code cert.pem}, {@code key.pem}; each may be missing
     * @param verify whether the engine's certificate must be right
     */
    record Tls(Path directory, boolean verify) implements Security {}

    /**
     * An engine behind a host's sshd.
     *
     * @param user empty for what ssh's own configuration says
     * @param port 0 for what ssh's own configuration says
     * @param socket the engine's unix socket on that host
     */
    record Ssh(String user, String host, int port, String socket) implements Endpoint {
        /** As {@code ssh} and {@code docker -H} take it. */
        @Override
        public String toString() {
            return "ssh://"
                    + (user.isEmpty() ? "" : user + "@")
                    + bracketed(host)
                    + (port == 0 ? "" : ":" + port)
                    + (socket.equals(DEFAULT_SOCKET) ? "" : socket);
        }

        /** {@code user@host}, or the host alone. */
        public String destination() {
            return user.isEmpty() ? host : user + "@" + host;
        }
    }

    /** An IPv6 address as it stands in a URL (RFC 3986, section 3.2.2). */
    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** The engine of this machine, where it usually listens. */
    static Endpoint usual() {
        return new Local(Path.of(DEFAULT_SOCKET));
    }

    /**
     * The endpoint that a URL names, in the forms that Docker knows: {@code unix:///path}, {@code
     * tcp://host[:port]}, {@code ssh://[user@]host[:port][/socket]}.
     *
     * @param security for {@code tcp}
     * @throws UsageException when it is none of these
     */
    static Endpoint parse(String url, Security security) {
        int colon = url.indexOf("://");
        String rest = colon < 0 ? "" : url.substring(colon + 3);
        return switch (colon < 0 ? "" : url.substring(0, colon)) {
            case "unix" -> new Local(Path.of(rest.isEmpty() ? DEFAULT_SOCKET : rest));
            case "tcp", "http", "https" -> EndpointUrl.tcp(url, rest, security);
            case "ssh" -> EndpointUrl.ssh(url, rest);
            case "npipe" ->
                    throw new UsageException(
                            "\"" + url + "\" is a Windows pipe, which Gantry cannot open yet",
                            "use ssh:// or tcp://");
            default ->
                    throw new UsageException(
                            "\"" + url + "\" is not an engine's address", EndpointUrl.FORMS);
        };
    }
}
