package dev.gantry.engine.call;

import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code POST /images/load}: answers the references that the archive holds. */
public record LoadImages(InputStream archive) implements Call<List<String>> {
    private static final String LOADED = "Loaded image";

    @Override
    public String doing() {
        return "load images";
    }

    @Override
    public Request request() {
        return new Request(
                "POST",
                Target.of("images", "load").toString(),
                Map.of(),
                new Request.Stream("application/x-tar", archive));
    }

    @Override
    public List<String> answer(Response response) throws IOException {
        List<String> references = new ArrayList<>();
        ProgressStream.read(response, line -> add(references, line.text("stream").strip()));
        return references;
    }

    /** {@code Loaded image: redis:7} or {@code Loaded image ID: sha256:…}. */
    private static void add(List<String> references, String line) {
        int colon = line.indexOf(": ");
        if (line.startsWith(LOADED) && colon > 0) {
            references.add(line.substring(colon + 2));
        }
    }

    @Override
    public Patience patience(Patience usual) {
        return new Patience.Idle(Duration.ofMinutes(10));
    }
}
