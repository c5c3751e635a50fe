package dev.gantry.engine.call;

import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /networks/{id}}; empty when there is none. */
public record InspectNetwork(String network) implements Call<Optional<MapNode>> {

    @Override
    public String doing() {
        return "inspect network " + network;
    }

    @Override
    public Request request() {
        return Request.get(Target.of("networks", network).toString());
    }

    @Override
    public boolean accepts(int status) {
        return Answers.fine(status) || status == Answers.NOT_FOUND;
    }

    @Override
    public Optional<MapNode> answer(Response response) throws IOException {
        return Answers.some(response);
    }
}
