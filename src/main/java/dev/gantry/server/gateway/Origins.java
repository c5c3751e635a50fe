package dev.gantry.server.gateway;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names this server goes by, for whatever a browser can reach: a page of somebody else must
 * not talk to it through the browser of who may (DNS rebinding, cross-site requests).
 *
 * @param names allowed besides addresses and {@code localhost}; in lower case
 */
public record Origins(Set<String> names) {
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+(%25[0-9a-z]+)?]");

    public Origins {
        names = Set.copyOf(names);
    }

    /**
     * Whether this is one of its names.
     *
     * @param host a {@code Host} field, port included; empty when there is none
     */
    public boolean knows(String host) {
        String name = name(host.toLowerCase(Locale.ROOT));
        // An address cannot be made to mean another machine, as a name can.
        return ADDRESS.matcher(name).matches()
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || names.contains(name);
    }

    /**
     * Whether a request comes from a page of this server, or from no page at all.
     *
     * @param origin the {@code Origin} field; empty when there is none
     */
    public static boolean same(String origin, String host) {
        return origin.isEmpty()
                || origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }

    /** Without the port; of what has more behind an address than a port, all of it. */
    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']');
        return port ? host.substring(0, colon) : host;
    }
}
