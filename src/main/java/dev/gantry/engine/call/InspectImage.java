package dev.gantry.engine.call;

import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /images/{name}/json}; empty when the engine does not have it. */
public record InspectImage(String reference) implements Call<Optional<MapNode>> {

    @Override
    public String doing() {
        return "inspect image " + reference;
    }

    @Override
    public Request request() {
        return Request.get(Target.ofImage(reference, "json").toString());
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
