package dev.gantry.engine.call;

import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /containers/{id}/json}; empty when there is none. */
public record InspectContainer(String container) implements Call<Optional<MapNode>> {

    @Override
    public String doing() {
        return "inspect container " + container;
    }

    @Override
    public Request request() {
        return Request.get(Target.of("containers", container, "json").toString());
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
