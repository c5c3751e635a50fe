package dev.gantry.engine.call;

import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;

/** {@code GET /info}. */
public record GetInfo() implements Call<MapNode> {

    @Override
    public String doing() {
        return "ask for the state of the engine";
    }

    @Override
    public Request request() {
        return Request.get("/info");
    }

    @Override
    public MapNode answer(Response response) throws IOException {
        return Answers.object(response).node();
    }
}
