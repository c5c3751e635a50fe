package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a form of a page sends: {@code application/x-www-form-urlencoded}. */
record PageForm(Map<String, String> fields) {
    static final String TYPE = "application/x-www-form-urlencoded";

    /** What cannot be read in it, is left out. Of a name that comes twice, the first counts. */
    static PageForm read(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(
                        decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new PageForm(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** Without blanks around it; empty when there is none. */
    String text(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    /** What stands between commas. */
    List<String> list(String name) {
        return Stream.of(text(name).split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** Without what is in it: there may be keys. */
    @Override
    public String toString() {
        return "PageForm" + fields.keySet();
    }
}
