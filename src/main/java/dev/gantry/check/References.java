package dev.gantry.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The host names that a text leads to, as far as that is beyond doubt: of addresses with a scheme
 * that names a host, and of {@code host:port} where the variable's name says that it is one. Only
 * names without a dot, which nobody but the engine's own DNS knows.
 */
final class References {
    private static final Set<String> SCHEMES =
            Set.of(
                    "http",
                    "https",
                    "ws",
                    "wss",
                    "tcp",
                    "udp",
                    "tls",
                    "grpc",
                    "grpcs",
                    "postgres",
                    "postgresql",
                    "mysql",
                    "mariadb",
                    "mongodb",
                    "redis",
                    "rediss",
                    "valkey",
                    "amqp",
                    "amqps",
                    "nats",
                    "kafka",
                    "plaintext",
                    "neo4j",
                    "bolt",
                    "clickhouse",
                    "smtp",
                    "smtps",
                    "ldap",
                    "ldaps",
                    "ftp",
                    "sftp",
                    "mqtt",
                    "mqtts",
                    "sqlserver");

    /** What such a variable holds is {@code host:port}, or several of them. */
    private static final List<String> ADDRESSES =
            List.of(
                    "_ADDR",
                    "_ADDRESS",
                    "_URL",
                    "_URI",
                    "_DSN",
                    "_ENDPOINT",
                    "_BROKERS",
                    "_SERVERS",
                    "_HOSTS");

    /** Such a variable is about the service itself, or about who may come. */
    private static final List<String> OWN =
            List.of("LISTEN", "BIND", "VIRTUAL_", "ALLOWED", "PUBLIC", "EXTERNAL", "DOCKER_HOST");

    /** Words that mean something else than a machine. */
    private static final Set<String> NO_NAMES =
            Set.of(
                    "localhost",
                    "true",
                    "false",
                    "yes",
                    "no",
                    "on",
                    "off",
                    "none",
                    "null",
                    "auto",
                    "any",
                    "all",
                    "host",
                    "default",
                    "host-gateway");

    /** Of a text that nobody has filled in yet. */
    private static final List<String> PLACEHOLDERS = List.of("your", "example", "changeme", "xxx");

    private static final String ENDS_OF_AUTHORITY = "/?#\\ \t\r\n\"'`;|(){}<>";
    private static final String ENDS_OF_ADDRESS = " \t\r\n\"'`|(){}<>";

    private final Set<Address> found = new LinkedHashSet<>();

    /**
     * A host name and a port.
     *
     * @param port empty where none is written
     */
    record Address(String host, String port) {}

    private References() {}

    /** Of a variable. */
    static Set<Address> of(String name, String value) {
        if (value.isEmpty()) {
            return Set.of();
        }
        if (value.contains("://")) {
            return ofText(value);
        }
        String upper = name.toUpperCase(Locale.ROOT);
        if (OWN.stream().anyMatch(upper::contains)) {
            return Set.of();
        }
        References references = new References();
        if (upper.endsWith("_HOST")) {
            references.host(value, false);
        } else if (ADDRESSES.stream().anyMatch(upper::endsWith)) {
            parts(value, 0, value.length()).forEach(part -> references.host(part, true));
        }
        return references.found;
    }

    /** Of the addresses in a text. */
    static Set<Address> ofText(String text) {
        References references = new References();
        int at = text.indexOf("://");
        while (at >= 0) {
            int start = at + "://".length();
            int end = end(text, start, ENDS_OF_AUTHORITY);
            if (SCHEMES.contains(scheme(text, at)) && !isOdd(text, end)) {
                int from = text.lastIndexOf('@', end - 1) + 1;
                parts(text, Math.max(start, from), end)
                        .forEach(part -> references.host(part, false));
            }
            at = text.indexOf("://", start);
        }
        return references.found;
    }

    /**
     * Whether a password could stand on both sides: one that holds a slash must not be taken for a
     * name, and told.
     */
    private static boolean isOdd(String text, int end) {
        int at = text.indexOf('@', end);
        return at >= 0 && at < end(text, end, ENDS_OF_ADDRESS);
    }

    private static int end(String text, int from, String ends) {
        int end = from;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Up to a plus sign: {@code postgresql} of {@code postgresql+asyncpg}. */
    private static String scheme(String text, int end) {
        int start = end;
        while (start > 0 && isOfScheme(text.charAt(start - 1))) {
            start--;
        }
        String scheme = text.substring(start, end).toLowerCase(Locale.ROOT);
        int plus = scheme.indexOf('+');
        return plus < 0 ? scheme : scheme.substring(0, plus);
    }

    private static boolean isOfScheme(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '_';
    }

    private static List<String> parts(String text, int from, int end) {
        List<String> parts = new ArrayList<>();
        int start = from;
        for (int i = from; i <= end; i++) {
            if (i == end || text.charAt(i) == ',') {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        return parts;
    }

    /** {@code name} or {@code name:port}. */
    private void host(String part, boolean portNeeded) {
        int colon = part.indexOf(':');
        String name = colon < 0 ? part : part.substring(0, colon);
        String port = colon < 0 ? "" : part.substring(colon + 1);
        boolean sound = colon < 0 ? !portNeeded : isNumber(port);
        if (sound && isName(name)) {
            found.add(new Address(name, port));
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= 5
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 63 || !Character.isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'))) {
                return false;
            }
        }
        String small = text.toLowerCase(Locale.ROOT);
        return !NO_NAMES.contains(small) && PLACEHOLDERS.stream().noneMatch(small::contains);
    }
}
