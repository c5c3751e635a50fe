package dev.gantry.models;

import dev.gantry.diag.InputException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.Http;
import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * An Ollama server.
 *
 * @param way to it
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">Ollama API</a>
 */
record Ollama(Dialer way) {
    private static final Patience ANSWER = new Patience.Whole(Duration.ofSeconds(20));

    /** It says nothing while it verifies or makes large layers. */
    private static final Patience SIGN_OF_LIFE = new Patience.Idle(Duration.ofMinutes(10));

    /** Whatever listens to others takes any name; one on its loopback takes only its own. */
    private static final String HOST = "localhost";

    /**
     * A model that it has.
     *
     * @param digest 64 hexadecimal digits
     */
    record Tag(long size, String digest) {}

    /**
     * How a model comes.
     *
     * @param total bytes of the present layer; 0 where there are none
     */
    record Progress(String status, long completed, long total) {}

    /** Its models, by name with tag ({@code GET /api/tags}). */
    SequencedMap<String, Tag> tags() throws IOException {
        SequencedMap<String, Tag> tags = new LinkedHashMap<>();
        for (Fields one : answer(Request.get("/api/tags")).maps("models")) {
            tags.put(
                    one.text("name"),
                    new Tag(one.number("size"), one.text("digest").replaceFirst("sha256:", "")));
        }
        return tags;
    }

    /**
     * What a model is made of ({@code POST /api/show}): {@code {"details": {"parent_model"},
     * "system", "template", "parameters", "license", "messages": [{"role", "content"}],
     * "remote_host"}}, without what it has not. One that runs elsewhere has nothing of the model
     * that it is made from.
     */
    Fields show(String name) throws IOException {
        return answer(Request.post("/api/show", Json.object().put("model", Json.of(name)).build()));
    }

    private Fields answer(Request request) throws IOException {
        try (Http http = new Http(new Borrowed(way));
                Response response = http.send(named(request), ANSWER)) {
            requireSuccess(response);
            return Fields.of(JsonReader.read("Ollama's answer", response.text()));
        } catch (InputException notJson) {
            throw new IOException("its answer is not JSON", notJson);
        }
    }

    /** Fetches a model; goes on where an earlier attempt ended ({@code POST /api/pull}). */
    void pull(String name, Consumer<Progress> telling) throws IOException {
        stream("/api/pull", Json.object().put("model", Json.of(name)).build(), telling);
    }

    /**
     * Makes a model ({@code POST /api/create}).
     *
     * @param request see {@link Modelfile}
     */
    void create(String name, MapNode request, Consumer<Progress> telling) throws IOException {
        stream("/api/create", request.with("model", Json.of(name)), telling);
    }

    private static Request named(Request request) {
        return request.with(Request.HOST, HOST);
    }

    /** A failure may come as a line of a stream that began well; only a success is one. */
    private void stream(String path, MapNode body, Consumer<Progress> telling) throws IOException {
        Request request = named(Request.post(path, body.with("stream", Json.of(true))));
        try (Http http = new Http(new Borrowed(way));
                Response response = http.send(request, SIGN_OF_LIFE)) {
            requireSuccess(response);
            boolean success = false;
            try (JsonReader reader = JsonReader.of("Ollama's progress", response.body())) {
                for (Optional<Node> next = reader.next(); next.isPresent(); next = reader.next()) {
                    Fields line = Fields.of(next.get());
                    refuse(line);
                    success = line.text("status").equals("success");
                    telling.accept(
                            new Progress(
                                    line.text("status"),
                                    line.number("completed"),
                                    line.number("total")));
                }
            } catch (InputException broken) {
                throw response.broken(broken);
            }
            if (!success) {
                throw new IOException("its progress ended without success");
            }
        }
    }

    private static void refuse(Fields line) throws IOException {
        if (!line.text("error").isEmpty()) {
            throw new IOException("Ollama says: " + line.text("error"));
        }
    }

    private static void requireSuccess(Response response) throws IOException {
        if (response.succeeded()) {
            return;
        }
        String text = response.text();
        try {
            refuse(Fields.of(JsonReader.read("Ollama's answer", text)));
        } catch (InputException _) {
            // Whoever that is, it is not Ollama: its status tells enough.
        }
        throw new IOException("it answered " + response.status());
    }

    /** The same way, which outlives the exchange. */
    private record Borrowed(Dialer way) implements Dialer {
        @Override
        public Wire dial() throws IOException {
            return way.dial();
        }

        @Override
        public IOException explain(IOException failure) {
            return way.explain(failure);
        }
    }
}
