package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.engine.PullProgress;
import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** {@code POST /images/{name}/push}: sends an image to its registry. */
public record PushImage(String reference, String registryAuth, Consumer<PullProgress> progress)
        implements Call<Done> {
    /** An empty object: engines want the header even where there is nothing to say. */
    private static final String NOBODY = "e30=";

    @Override
    public String doing() {
        return "push image " + reference;
    }

    @Override
    public Request request() {
        int colon = reference.indexOf(':', reference.lastIndexOf('/') + 1);
        String name = colon < 0 ? reference : reference.substring(0, colon);
        String tag = colon < 0 ? "latest" : reference.substring(colon + 1);
        return Request.post(Target.ofImage(name, "push").with("tag", tag).toString())
                .with("X-Registry-Auth", registryAuth.isEmpty() ? NOBODY : registryAuth);
    }

    @Override
    public Done answer(Response response) throws IOException {
        ProgressStream.read(response, this::tell);
        return Done.DONE;
    }

    private void tell(Fields line) {
        if (!line.text("status").isEmpty()) {
            progress.accept(PullImage.progress(line));
        }
    }

    @Override
    public Patience patience(Patience usual) {
        return new Patience.Idle(Duration.ofMinutes(10));
    }

    @Override
    public String next(Refusal refusal) {
        if (refusal.words().contains("does not exist locally")) {
            return "build it first (gantry build)";
        }
        return "log in to the registry (docker login), or look whether the engine reaches it";
    }
}
