package dev.gantry.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** The calls about images of a {@link FakeEngine}. */
record FakeImageCalls(FakeEngine engine, FakeImages images) implements ImageCalls {

    @Override
    public void build(
            List<Parameter> parameters,
            String registryConfig,
            InputStream context,
            Consumer<String> output) {
        try {
            context.transferTo(OutputStream.nullOutputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String name =
                parameters.stream()
                        .filter(one -> one.name().equals("t"))
                        .map(Parameter::value)
                        .reduce("", (one, last) -> last);
        engine.act("buildImage", name, () -> images.build(parameters));
        output.accept("Step 1/1 : FROM scratch\n");
    }

    @Override
    public void push(String reference, String registryAuth, Consumer<PullProgress> progress) {
        engine.act("pushImage", reference, () -> images.push(reference));
        progress.accept(new PullProgress("0123456789ab", "Pushed", 0, 0));
    }

    @Override
    public String digest(String reference, String registryAuth) {
        return engine.read("resolveTheDigestOfImage", reference, () -> images.digest(reference));
    }

    @Override
    public void remove(String reference) {
        engine.act("removeImage", reference, () -> images.remove(reference));
    }
}
