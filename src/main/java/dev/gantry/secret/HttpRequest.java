package dev.gantry.secret;

import java.net.URI;

/**
 * What is asked of a server.
 *
 * @param bearer the token of the {@code Authorization} header; empty for none
 * @param body JSON to post; empty to get
 */
record HttpRequest(URI uri, String bearer, String body) {

    static HttpRequest get(URI uri, String bearer) {
        return new HttpRequest(uri, bearer, "");
    }

    static HttpRequest post(URI uri, String body) {
        return new HttpRequest(uri, "", body);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "HttpRequest[" + uri + "]";
    }
}
