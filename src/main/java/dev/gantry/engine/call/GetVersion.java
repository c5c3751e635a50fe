package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;

/** {@code GET /version}: what the engine is. */
public record GetVersion() implements Call<Fields> {

    @Override
    public String doing() {
        return "read the version";
    }

    @Override
    public Request request() {
        return Request.get("/version");
    }

    @Override
    public Fields answer(Response response) throws IOException {
        return Answers.object(response);
    }
}
