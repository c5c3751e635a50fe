package dev.gantry.engine;

import dev.gantry.engine.call.BuildImage;
import dev.gantry.engine.call.PushImage;
import dev.gantry.engine.call.RemoveImage;
import dev.gantry.engine.call.ResolveDigest;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** {@link ImageCalls} over HTTP. */
record HttpImageCalls(Caller caller) implements ImageCalls {

    @Override
    public void build(
            List<Parameter> parameters,
            String registryConfig,
            InputStream context,
            Consumer<String> output) {
        caller.run(new BuildImage(parameters, registryConfig, context, output));
    }

    @Override
    public void push(String reference, String registryAuth, Consumer<PullProgress> progress) {
        caller.run(new PushImage(reference, registryAuth, progress));
    }

    @Override
    public String digest(String reference, String registryAuth) {
        return caller.run(new ResolveDigest(reference, registryAuth));
    }

    @Override
    public void remove(String reference) {
        caller.run(new RemoveImage(reference));
    }
}
