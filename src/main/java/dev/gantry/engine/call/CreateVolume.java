package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;

/** {@code POST /volumes/create}; one that is there already stays as it is. */
public record CreateVolume(MapNode body) implements Call<Done> {

    @Override
    public String doing() {
        return "create volume " + Fields.of(body).text("Name");
    }

    @Override
    public Request request() {
        return Request.post("/volumes/create", body);
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
