package dev.gantry.engine.call;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;

/** {@code POST /networks/{id}/connect}; the endpoint is an {@code EndpointConfig}. */
public record ConnectNetwork(String network, String container, MapNode endpoint)
        implements Call<Done> {

    @Override
    public String doing() {
        return "connect container " + container + " to network " + network;
    }

    @Override
    public Request request() {
        return Request.post(
                Target.of("networks", network, "connect").toString(),
                Json.object()
                        .put("Container", Json.of(container))
                        .put("EndpointConfig", endpoint)
                        .build());
    }

    @Override
    public Done answer(Response response) throws IOException {
        return Answers.done(response);
    }
}
