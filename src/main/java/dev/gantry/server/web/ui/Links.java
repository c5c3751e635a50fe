package dev.gantry.server.web.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths with names in them. */
final class Links {
    private Links() {}

    static String node(String name) {
        return "/nodes/" + segment(name);
    }

    static String key(String id) {
        return "/keys/" + segment(id);
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
