package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.server.registry.ApiKey;
import java.security.MessageDigest;

/**
 * Who looks at the dashboard.
 *
 * @param token that their pages, and no others, know: each change has to bring it along
 */
record Visitor(ApiKey key, String token) {
    /** Where a request that is no form brings the token along. */
    static final String TOKEN_FIELD = "x-gantry-csrf";

    /** Whether this is the token; takes as long for a wrong one. */
    boolean knows(String text) {
        return MessageDigest.isEqual(token.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    /** Without the token: it may end up in a log. */
    @Override
    public String toString() {
        return "Visitor[key=" + key.name() + "]";
    }
}
