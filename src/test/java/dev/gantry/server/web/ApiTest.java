package dev.gantry.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The registry over HTTP. */
class ApiTest {
    private static final String NODE =
            """
            {"name":"gpu","address":"10.0.0.7","devices":{"gpu":1},"services":
            [{"name":"chat","kind":"ollama","weight":2.5,"aliases":{"a":"b"}}]}\
            """;

    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return fixture.send(
                fixture.request(path, ServerFixture.ADMIN)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    @Test
    void everythingThatTheDescriptionHasIsThere() throws Exception {
        String text = fixture.send(fixture.request("/api/v1/openapi.json", "").build()).body();
        Fields paths = Fields.of(JsonReader.read("openapi", text)).map("paths");
        int calls = 0;
        for (String path : paths.node().keys()) {
            for (String method : List.of("get", "put", "post", "delete")) {
                if (paths.map(path).node().get(method) instanceof MapNode) {
                    String real = path.replace("{name}", "nobody");
                    HttpResponse<String> answer = call(method.toUpperCase(Locale.ROOT), real, "{}");
                    assertThat(answer.body()).as(method + path).doesNotContain("unknown_path");
                    assertThat(answer.statusCode()).as(method + path).isNotEqualTo(500);
                    calls++;
                }
            }
        }
        assertThat(calls).isEqualTo(14);
    }

    @Test
    void theDescriptionIsTheSameForEverybody() throws Exception {
        HttpRequest request = fixture.request("/api/v1/openapi.json", "").build();
        String first = fixture.send(request).body();
        assertThat(first).startsWith("{").endsWith("}\n");
        assertThat(fixture.send(request).body()).isEqualTo(first);
    }

    @Test
    void aNodeIsPutReadDrainedAndRemoved() throws Exception {
        assertThat(call("POST", "/api/v1/nodes", NODE).statusCode()).isEqualTo(201);
        assertThat(call("PUT", "/api/v1/nodes/gpu", NODE).statusCode()).isEqualTo(200);
        String one = call("GET", "/api/v1/nodes/gpu", "").body();
        assertThat(one).contains("\"port\":11434", "\"weight\":2.5", "\"draining\":false");
        assertThat(call("POST", "/api/v1/nodes", one).statusCode()).isEqualTo(200);
        assertThat(call("POST", "/api/v1/nodes/gpu/drain", "").statusCode()).isEqualTo(200);
        assertThat(call("GET", "/api/v1/nodes", "").body()).contains("\"draining\":true");
        assertThat(call("DELETE", "/api/v1/nodes/gpu", "").statusCode()).isEqualTo(200);
        assertThat(call("DELETE", "/api/v1/nodes/gpu", "").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/api/v1/events", "").body())
                .contains("node.added", "node.drained", "node.removed");
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws Exception {
        HttpResponse<String> wrong =
                call("POST", "/api/v1/nodes", NODE.replace("ollama", "olama").replace("2.5", "0"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("body:2", "did you mean", "weight");
        assertThat(call("PUT", "/api/v1/nodes/other", NODE).body()).contains("name_mismatch");
        assertThat(call("POST", "/api/v1/nodes", "{").statusCode()).isEqualTo(400);
        assertThat(call("GET", "/api/v1/nodes", "").body()).isEqualTo("{\"nodes\":[]}");
    }
}
