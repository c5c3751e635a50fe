package dev.gantry.engine.call;

import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code GET /containers/{id}/stats}, once, with the measure before it to compare with. */
public record GetStats(String container) implements Call<MapNode> {

    @Override
    public String doing() {
        return "read the statistics of container " + container;
    }

    @Override
    public Request request() {
        return Request.get(
                Target.of("containers", container, "stats").with("stream", "false").toString());
    }

    @Override
    public MapNode answer(Response response) throws IOException {
        return Answers.object(response).node();
    }
}
