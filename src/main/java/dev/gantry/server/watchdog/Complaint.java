package dev.gantry.server.watchdog;

import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;

/**
 * Says what is wrong with what came of a request, and what to do about it.
 *
 * @param path the whole of it, as it was asked
 */
record Complaint(InferenceService service, String path) {

    String answered(Fetched.Answer answer) {
        return answeredOnly(answer) + new Body(answer).excerpt();
    }

    /** Without anything of the body: what refuses a key may quote it. */
    private String answeredOnly(Fetched.Answer answer) {
        return "GET " + path + " answered " + answer.status();
    }

    String unreadable(Fetched.Answer answer, String wanted) {
        return answeredOnly(answer)
                + (answer.whole()
                        ? " without " + wanted + new Body(answer).excerpt()
                        : " with more than 1 MB");
    }

    String wantsKey(Fetched.Answer answer) {
        String key =
                service.tokenVariable().isEmpty()
                        ? "wants a key, and the service names no variable that has one"
                        : "wants a key, and not the one in " + service.tokenVariable();
        String host =
                service.kind() == Kind.OLLAMA && answer.status() == 403
                        ? ", or refuses a foreign Host since it listens on its loopback only"
                        : "";
        return key + host + ": " + answeredOnly(answer);
    }

    String failed(Fetched.Failure failure) {
        String hint =
                switch (failure.cause()) {
                    case REFUSED ->
                            "; it does not run, or listens on another port or on its own machine's"
                                    + " loopback only";
                    case NAME_NOT_FOUND -> "; see the address of the node";
                    case TLS -> "; see whether the service speaks TLS on that port";
                    case TIMED_OUT, UNREACHABLE, FORBIDDEN, BROKEN -> "";
                };
        return "GET " + path + ": " + Body.oneLine(failure.words()) + hint;
    }
}
