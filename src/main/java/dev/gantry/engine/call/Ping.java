package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;

/**
 * {@code GET /_ping}: the newest version of the API that the engine speaks; empty where what
 * answers tells none. Engines answer it at once, where {@code /version} makes them run other
 * programs.
 */
public record Ping() implements Call<String> {

    @Override
    public String doing() {
        return "read the version";
    }

    @Override
    public Request request() {
        return Request.get("/_ping");
    }

    @Override
    public String answer(Response response) throws IOException {
        response.text();
        return response.header("api-version");
    }
}
