package dev.gantry.engine;

import dev.gantry.diag.UsageException;

/** The part of an engine's URL behind the scheme. */
final class EndpointUrl {
    static final String FORMS =
            "write local, unix:///path, ssh://[user@]host[:port][/socket], tcp://host:port or"
                    + " context://name";

    private record HostPort(String host, int port) {}

    private EndpointUrl() {}

    static Endpoint tcp(String url, String rest, Endpoint.Security security) {
        String authority = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        if (authority.contains("/") || authority.contains("@")) {
            throw wrong(url, "only a host and a port can stand there");
        }
        int usual = security instanceof Endpoint.Tls ? 2376 : 2375;
        HostPort parsed = hostPort(url, authority);
        return new Endpoint.Tcp(parsed.host, parsed.port == 0 ? usual : parsed.port, security);
    }

    static Endpoint ssh(String url, String rest) {
        if (rest.contains("?") || rest.contains("#")) {
            throw wrong(url, "a query or a fragment cannot stand there");
        }
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 || slash == rest.length() - 1 ? "" : rest.substring(slash);
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        if (user.contains(":")) {
            // The URL is not repeated: it holds the password.
            throw new UsageException(
                    "an ssh:// address holds a password",
                    "use a key, and ssh-agent or ssh-copy-id");
        }
        HostPort parsed = hostPort(url, authority.substring(at + 1));
        if (user.startsWith("-") || parsed.host.startsWith("-")) {
            throw wrong(url, "a name cannot begin with a dash");
        }
        return new Endpoint.Ssh(
                user, parsed.host, parsed.port, path.isEmpty() ? Endpoint.DEFAULT_SOCKET : path);
    }

    private static HostPort hostPort(String url, String authority) {
        int bracket = authority.indexOf(']');
        int colon = authority.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw wrong(url, "the host is missing");
        }
        return new HostPort(host, colon < 0 ? 0 : port(url, authority.substring(colon + 1)));
    }

    private static int port(String url, String text) {
        int port = -1;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException _) {
            // Told below, as a port out of range.
        }
        if (port < 1 || port > 65535) {
            throw wrong(url, "\"" + text + "\" is not a port");
        }
        return port;
    }

    private static UsageException wrong(String url, String why) {
        return new UsageException("\"" + url + "\" is not an engine's address: " + why, FORMS);
    }
}
