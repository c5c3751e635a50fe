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

/** {@code POST /images/create}: fetches an image from its registry. */
public record PullImage(
        String reference, String platform, String registryAuth, Consumer<PullProgress> progress)
        implements Call<Done> {

    @Override
    public String doing() {
        return "pull image " + reference;
    }

    @Override
    public Request request() {
        Request request =
                Request.post(
                        Target.of("images", "create")
                                .with("fromImage", reference)
                                .withSome("tag", tagged() ? "" : "latest")
                                .withSome("platform", platform)
                                .toString());
        return registryAuth.isEmpty() ? request : request.with("X-Registry-Auth", registryAuth);
    }

    /** Without a tag an engine would fetch all of them. */
    private boolean tagged() {
        return reference.contains("@")
                || reference.indexOf(':', reference.lastIndexOf('/') + 1) >= 0;
    }

    @Override
    public Done answer(Response response) throws IOException {
        ProgressStream.read(response, this::tell);
        return Done.DONE;
    }

    private void tell(Fields line) {
        progress.accept(progress(line));
    }

    static PullProgress progress(Fields line) {
        Fields detail = line.map("progressDetail");
        return new PullProgress(
                line.text("id"),
                line.text("status"),
                detail.number("current"),
                detail.number("total"));
    }

    @Override
    public Patience patience(Patience usual) {
        return new Patience.Idle(Duration.ofMinutes(10));
    }

    @Override
    public String next(Refusal refusal) {
        return MissingImage.carry(reference, refusal.engine());
    }
}
