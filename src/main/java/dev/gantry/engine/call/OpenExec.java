package dev.gantry.engine.call;

import dev.gantry.doc.Json;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Target;

/** {@code POST /exec/{id}/start}. The caller closes what it answers. */
public record OpenExec(String container, String exec, boolean terminal) implements UpgradedCall {

    @Override
    public String doing() {
        return "run a command in container " + container;
    }

    @Override
    public Request request() {
        return UpgradedCall.upgrading(
                Request.post(
                        Target.of("exec", exec, "start").toString(),
                        Json.object()
                                .put("Detach", Json.of(false))
                                .put("Tty", Json.of(terminal))
                                .build()));
    }
}
