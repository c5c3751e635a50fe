package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Target;

/** {@code POST /containers/{id}/attach}. The caller closes what it answers. */
public record AttachContainer(String container, boolean input, String detachKeys)
        implements UpgradedCall {

    @Override
    public String doing() {
        return "attach to container " + container;
    }

    @Override
    public Request request() {
        return UpgradedCall.upgrading(
                Request.post(
                        Target.of("containers", container, "attach")
                                .with("stream", "1")
                                .with("stdin", input ? "1" : "0")
                                .with("stdout", "1")
                                .with("stderr", "1")
                                .with("detachKeys", detachKeys)
                                .toString()));
    }
}
