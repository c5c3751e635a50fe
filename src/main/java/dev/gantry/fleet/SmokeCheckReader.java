package dev.gantry.fleet;

import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code checks} of a stack. */
final class SmokeCheckReader {
    static final List<String> METHODS = List.of("GET", "HEAD");

    /** Without user and password, which have no place in a file. */
    static final String URL = "https?://[^/?#@\\s]+([/?][^#\\s]*)?";

    private static final Pattern URL_PARTS =
            Pattern.compile("(https?)://([^/?#@\\s]+)([/?][^#\\s]*)?");
    private static final Pattern HOST_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65535;
    private static final SmokeCheck.Address NOWHERE = new SmokeCheck.Address("", 0);

    private final Shape shape;

    private SmokeCheckReader(Shape shape) {
        this.shape = shape.allowing(FleetKeys.CHECK);
    }

    /**
     * @param stack the stack's mapping
     */
    static List<SmokeCheck> read(Shape stack) {
        List<SmokeCheck> checks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node item : stack.items("checks")) {
            if (item instanceof MapNode map) {
                Shape shape = new Shape(map, stack.what() + ": checks", stack.problems());
                SmokeCheck check = new SmokeCheckReader(shape).check();
                checks.add(check);
                if (!check.name().isEmpty() && !names.add(check.name())) {
                    shape.error(
                            shape.node().location(),
                            "there is a check \"" + check.name() + "\" already",
                            "give it a name of its own");
                }
            } else {
                stack.wrong(item, "checks", "a check such as {http: \"http://web:80/\"}");
            }
        }
        return checks;
    }

    private SmokeCheck check() {
        SmokeCheck.Question question = question();
        return new SmokeCheck(
                shape.has("name") ? shape.text("name") : nameOf(question),
                question,
                shape.span("timeout"),
                ConditionReader.when(shape),
                shape.node().location());
    }

    /** A query may be long, and is left out; what is wrong has no name. */
    private static String nameOf(SmokeCheck.Question question) {
        return switch (question) {
            case SmokeCheck.Tcp(SmokeCheck.Address address) when address.equals(NOWHERE) -> "";
            case SmokeCheck.Http http ->
                    (http.secure() ? "https://" : "http://")
                            + http.address()
                            + http.target().replaceFirst("\\?.*", "");
            case SmokeCheck.Tcp tcp -> "tcp " + tcp.address();
            case SmokeCheck.Command command ->
                    command.service() + ": " + String.join(" ", command.command());
        };
    }

    private SmokeCheck.Question question() {
        List<String> kinds = List.of("http", "tcp", "command");
        List<String> given = kinds.stream().filter(shape::has).toList();
        if (given.size() != 1) {
            shape.error(
                    shape.node().location(),
                    given.isEmpty()
                            ? "a check asks nothing"
                            : "a check asks " + String.join(" and ", given) + " at once",
                    "one of http, tcp and command");
            return new SmokeCheck.Tcp(NOWHERE);
        }
        return switch (given.getFirst()) {
            case "http" -> http();
            case "tcp" -> {
                onlyWith("tcp", List.of());
                yield new SmokeCheck.Tcp(address("tcp", shape.text("tcp"), 0));
            }
            default -> command();
        };
    }

    private SmokeCheck.Question http() {
        onlyWith("http", List.of("status", "body", "method", "verify"));
        String url = shape.text("http");
        Matcher parts = URL_PARTS.matcher(url);
        if (!parts.matches()) {
            // The address is not repeated: it may hold a password.
            shape.error(
                    shape.at("http"),
                    "this is no address that can be checked",
                    "as in http://localhost:8080/health or http://SERVICE:8080/health");
            return new SmokeCheck.Tcp(NOWHERE);
        }
        boolean secure = parts.group(1).equals("https");
        String target = parts.group(3) == null ? "/" : parts.group(3);
        return new SmokeCheck.Http(
                secure,
                address("http", parts.group(2), secure ? 443 : 80),
                method(),
                target.startsWith("?") ? "/" + target : target,
                status(),
                shape.text("body"),
                !shape.text("verify").equals("false"));
    }

    private String method() {
        String method = shape.has("method") ? shape.text("method").toUpperCase(Locale.ROOT) : "GET";
        if (!METHODS.contains(method)) {
            shape.error(shape.at("method"), "\"" + method + "\" may change something", "GET, HEAD");
        }
        if (method.equals("HEAD") && shape.has("body")) {
            shape.error(shape.at("body"), "an answer to HEAD has no body", "leave method out");
        }
        return method;
    }

    private int status() {
        String text = shape.text("status");
        if (text.isEmpty() || text.matches("[1-5]\\d\\d")) {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        }
        shape.error(shape.at("status"), "\"" + text + "\" is no HTTP status", "as in 200");
        return 0;
    }

    private SmokeCheck.Question command() {
        onlyWith("command", List.of("service", "output"));
        if (!shape.has("service")) {
            shape.error(
                    shape.at("command"),
                    "the command has no service to run in",
                    "service: one of the stack's");
        }
        List<String> words =
                shape.node().get("command") instanceof ListNode
                        ? shape.words("command")
                        : List.of("/bin/sh", "-c", shape.text("command"));
        return new SmokeCheck.Command(shape.text("service"), words, shape.text("output"));
    }

    /** Refuses the keys of other kinds. */
    private void onlyWith(String kind, List<String> own) {
        for (String key : List.of("status", "body", "method", "verify", "service", "output")) {
            if (shape.has(key) && !own.contains(key)) {
                shape.error(
                        shape.node().keyLocation(key),
                        key + " has no meaning for a check by " + kind,
                        "take it away");
            }
        }
    }

    /**
     * @param usual the port where none is written; 0 where one must be
     */
    private SmokeCheck.Address address(String key, String text, int usual) {
        Matcher parts = HOST_PORT.matcher(text);
        if (parts.matches()) {
            int port = parts.group(2) == null ? usual : Integer.parseInt(parts.group(2));
            if (port > 0 && port <= HIGHEST_PORT) {
                String host = parts.group(1);
                return new SmokeCheck.Address(
                        host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
            }
        }
        shape.error(
                shape.at(key),
                "\"" + text + "\" is no host and port",
                "as in localhost:5432, or SERVICE:5432");
        return NOWHERE;
    }
}
