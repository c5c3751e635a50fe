package dev.gantry.engine.call;

import dev.gantry.doc.Json;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /networks/{id}/disconnect}. */
public record DisconnectNetwork(String network, String container, boolean force)
        implements Call<Done> {

    @Override
    public String doing() {
        return "disconnect container " + container + " from network " + network;
    }

    @Override
    public Request request() {
        return Request.post(
                Target.of("networks", network, "disconnect").toString(),
                Json.object()
                        .put("Container", Json.of(container))
                        .put("Force", Json.of(force))
                        .build());
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
