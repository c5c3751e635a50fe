package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;

/** {@code POST /networks/create}; answers the id. */
public record CreateNetwork(MapNode body) implements Call<String> {

    @Override
    public String doing() {
        return "create network " + Fields.of(body).text("Name");
    }

    @Override
    public Request request() {
        return
        // Before API 1.44 an engine made a second network of the same name unless told.
        Request.post("/networks/create", body.with("CheckDuplicate", Json.of(true)));
    }

    @Override
    public String next(Refusal refusal) {
        return refusal.words().contains("address pool")
                ? "remove networks that nothing uses: docker network prune"
                : "";
    }

    @Override
    public String answer(Response response) throws IOException {
        return Answers.object(response).text("Id");
    }
}
