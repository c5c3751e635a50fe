package dev.gantry.server.gateway;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Which header fields go on, and which are between two neighbours alone (RFC 9110, 7.6.1). */
public final class Headers {
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /** The gateway's own business: its keys, what it writes anew, what it tells by itself. */
    private static final Set<String> OURS =
            Set.of(
                    "host",
                    "content-length",
                    "expect",
                    "authorization",
                    "x-api-key",
                    "cookie",
                    "x-request-id",
                    "x-gantry-lane",
                    "x-gantry-csrf",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-proto",
                    "forwarded");

    private static final Set<String> OF_ANSWERS =
            Set.of("x-request-id", "retry-after", "set-cookie", "alt-svc", "x-should-retry");

    private Headers() {}

    /**
     * Whether a field of a request goes to the upstream.
     *
     * @param name in any case
     * @param named what the request's {@code Connection} names; see {@link #named}
     */
    public static boolean goesUp(String name, Set<String> named) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !HOP_BY_HOP.contains(lower) && !OURS.contains(lower) && !named.contains(lower);
    }

    /** Whether a field of an answer goes to the client; its length does, its framing does not. */
    public static boolean goesDown(String name, Set<String> named) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !HOP_BY_HOP.contains(lower) && !OF_ANSWERS.contains(lower) && !named.contains(lower);
    }

    /** The fields that a {@code Connection} field names. */
    public static Set<String> named(Iterable<String> connection) {
        Set<String> named = new HashSet<>();
        for (String field : connection) {
            for (String name : field.split(",")) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
