package dev.gantry.engine.call;

import dev.gantry.doc.Fields;
import dev.gantry.engine.ImageCalls.Parameter;
import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.Target;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code POST /build}: builds an image with the classic builder. */
public record BuildImage(
        List<Parameter> parameters,
        String registryConfig,
        InputStream context,
        Consumer<String> output)
        implements Call<Done> {

    @Override
    public String doing() {
        return parameters.stream()
                .filter(one -> one.name().equals("t"))
                .map(Parameter::value)
                .reduce("build the image", (_, name) -> "build image " + name);
    }

    @Override
    public Request request() {
        Target target = Target.of("build");
        parameters.forEach(one -> target.with(one.name(), one.value()));
        Request request =
                new Request(
                        "POST",
                        target.toString(),
                        Map.of(),
                        new Request.Stream("application/x-tar", context));
        return registryConfig.isEmpty()
                ? request
                : request.with("X-Registry-Config", registryConfig);
    }

    @Override
    public Done answer(Response response) throws IOException {
        ProgressStream.read(response, this::tell);
        return Done.DONE;
    }

    /** What the builder prints, and lines about the layers of an image that it fetches. */
    private void tell(Fields line) {
        String printed = line.text("stream");
        String status = line.text("status");
        if (!printed.isEmpty()) {
            output.accept(printed);
        } else if (!status.isEmpty()) {
            String layer = line.text("id");
            output.accept((layer.isEmpty() ? "" : layer + ": ") + status + "\n");
        }
    }

    /** A command of a Dockerfile may be silent for long. */
    @Override
    public Patience patience(Patience usual) {
        return new Patience.Idle(Duration.ofHours(6));
    }
}
