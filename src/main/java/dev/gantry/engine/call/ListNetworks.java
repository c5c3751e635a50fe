package dev.gantry.engine.call;

import dev.gantry.engine.NetworkSummary;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;
import java.util.List;

/** {@code GET /networks}. */
public record ListNetworks() implements Call<List<NetworkSummary>> {

    @Override
    public String doing() {
        return "list networks";
    }

    @Override
    public Request request() {
        return Request.get("/networks");
    }

    @Override
    public List<NetworkSummary> answer(Response response) throws IOException {
        return Answers.list(response.text()).stream()
                .map(network ->
                        new NetworkSummary(
                                network.text("Id"),
                                network.text("Name"),
                                network.text("Driver"),
                                network.pairs("Labels")))
                .toList();
    }
}
