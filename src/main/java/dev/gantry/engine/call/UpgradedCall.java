package dev.gantry.engine.call;

import dev.gantry.engine.http.Request;

/** A call that leaves its connection to both sides, to be used as a stream of bytes each way. */
interface UpgradedCall extends StreamCall {

    @Override
    default boolean accepts(int status) {
        return Answers.fine(status) || status == Answers.SWITCHED;
    }

    static Request upgrading(Request request) {
        return request.with("Connection", "Upgrade").with("Upgrade", "tcp");
    }
}
