package dev.gantry.server.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;

/**
 * A request with what the server has made of its first lines.
 *
 * @param path as it is written, without the query
 * @param query without its question mark; empty: none
 * @param id of the request
 */
record Incoming(HttpServerRequest request, String path, String query, String id) {
    private static final String BEARER = "bearer ";

    static Incoming of(HttpServerRequest request, String id) {
        String uri = request.uri();
        int mark = uri.indexOf('?');
        return mark < 0
                ? new Incoming(request, uri, "", id)
                : new Incoming(request, uri.substring(0, mark), uri.substring(mark + 1), id);
    }

    String method() {
        return request.method().name();
    }

    /** Of the client, or of the proxy before the server. */
    Optional<String> address() {
        return Optional.ofNullable(request.remoteAddress()).map(SocketAddress::host);
    }

    /** Empty where there is none. */
    String field(String name) {
        String value = request.headers().get(name);
        return value == null ? "" : value;
    }

    /**
     * Whether a browser says that a page of this server makes it; nothing but a browser does. The
     * door has compared the origin, where there is one, with the host.
     */
    boolean fromOwnPage() {
        String site = field("sec-fetch-site");
        return site.isEmpty() ? !field("origin").isEmpty() : site.equals("same-origin");
    }

    /** Empty where there is none. */
    String cookie(String name) {
        for (String pair : field("cookie").split(";")) {
            String one = pair.strip();
            if (one.startsWith(name + "=")) {
                return one.substring(name.length() + 1);
            }
        }
        return "";
    }

    /** The key that it shows. */
    Optional<String> key() {
        String authorization = field("authorization");
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        String own = field("x-api-key");
        return own.isEmpty() ? Optional.empty() : Optional.of(own);
    }
}
