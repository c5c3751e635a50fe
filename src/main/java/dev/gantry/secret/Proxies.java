package dev.gantry.secret;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;

/**
 * Which way to a server, by {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} of the
 * environment, as curl and Go's programs read them; this machine itself is never reached by one.
 */
record Proxies(Surroundings surroundings) {
    private static final int DEFAULT_PORT = 1080;

    Proxy to(URI server) {
        URI proxy = address(variable(server.getScheme() + "_proxy"));
        if (proxy.getHost() == null || isExempt(server.getHost())) {
            return Proxy.NO_PROXY;
        }
        int port = proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
        return new Proxy(
                Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port));
    }

    private static URI address(String written) {
        try {
            return URI.create(written.contains("://") ? written : "http://" + written + "/");
        } catch (IllegalArgumentException _) {
            return URI.create("");
        }
    }

    private boolean isExempt(String host) {
        if (host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.")) {
            return true;
        }
        for (String one : variable("no_proxy").split(",")) {
            String domain = one.strip().replaceFirst("^\\*?\\.", "");
            if (one.strip().equals("*")
                    || (!domain.isEmpty()
                            && (host.equals(domain) || host.endsWith("." + domain)))) {
                return true;
            }
        }
        return false;
    }

    /** In small letters before capitals. */
    private String variable(String name) {
        String small = surroundings.variable(name);
        return small.isEmpty() ? surroundings.variable(name.toUpperCase(Locale.ROOT)) : small;
    }
}
