package dev.gantry.server.watchdog;

import dev.gantry.doc.Fields;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import dev.gantry.server.watchdog.Fetched.Answer;
import dev.gantry.server.watchdog.Observation.Failed;
import dev.gantry.server.watchdog.Observation.Loading;
import dev.gantry.server.watchdog.Observation.Passed;

/**
 * What a service's answer about its health means.
 *
 * @param path the whole of it, as it was asked
 */
record HealthAnswer(InferenceService service, String path) {

    Observation meaning(Fetched fetched, Learned known) {
        return switch (fetched) {
            case Fetched.Failure failure ->
                    new Failed(complaint().failed(failure), isCertain(failure.cause()));
            case Answer answer -> meaning(answer, known);
        };
    }

    /** Whether it would be so once more: names and networks have moments, an absent server not. */
    private static boolean isCertain(Fetched.Cause cause) {
        return switch (cause) {
            case REFUSED, FORBIDDEN -> true;
            case TIMED_OUT, UNREACHABLE, NAME_NOT_FOUND, TLS, BROKEN -> false;
        };
    }

    private Observation meaning(Answer answer, Learned known) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            return new Failed(complaint().wantsKey(answer), true);
        }
        if (status == 429) {
            return new Passed(answer.latency(), known, complaint().answered(answer));
        }
        if (status == 503 && isLoading(new Body(answer))) {
            return new Loading("loads its model: " + complaint().answered(answer));
        }
        boolean below400 = status >= 300 && status < 400;
        if (status >= 200 && (status < 300 || (below400 && service.kind() == Kind.HTTP))) {
            return service.probe().isEmpty()
                    ? own(answer, known)
                    : new Passed(answer.latency(), known, "");
        }
        return new Failed(
                complaint().answered(answer)
                        + (below400 ? ", a redirect: something else is in front of it" : ""),
                false);
    }

    /** A proxy in front of a dead service answers 503 too, but with a page of its own. */
    private boolean isLoading(Body body) {
        return switch (service.kind()) {
            case LLAMA_CPP, WHISPER_CPP -> body.isBlank() || body.mentions("loading");
            case OLLAMA, VLLM, SPEACHES, CHATTERBOX, TEXT_EMBEDDINGS_INFERENCE, OPENAI, HTTP ->
                    false;
        };
    }

    /** Of the answer to the path of its kind, where a good status alone does not tell enough. */
    private Observation own(Answer answer, Learned known) {
        Passed passed = new Passed(answer.latency(), known, "");
        return switch (service.kind()) {
            case CHATTERBOX -> chatterbox(answer, passed);
            case OLLAMA ->
                    new Body(answer).object().filter(body -> body.has("version")).isPresent()
                            ? passed
                            : new Failed(complaint().unreadable(answer, "Ollama's version"), false);
            case OPENAI -> openAi(answer, passed);
            case LLAMA_CPP, VLLM, WHISPER_CPP, SPEACHES, TEXT_EMBEDDINGS_INFERENCE, HTTP -> passed;
        };
    }

    private Observation openAi(Answer answer, Passed passed) {
        Observation heard = new LessonAnswer(service, Lesson.MODELS).meaning(answer, passed);
        return heard instanceof Passed(_, _, String trouble) && !trouble.isEmpty()
                ? new Failed(trouble, false)
                : heard;
    }

    /** Its status is 200 and says "ready" whatever happens; its other fields tell the truth. */
    private Observation chatterbox(Answer answer, Passed passed) {
        return new Body(answer)
                .object()
                .filter(body -> body.has("model_loaded"))
                .map(body -> chatterbox(body, passed))
                .orElseGet(() ->
                        new Failed(
                                complaint()
                                        .unreadable(
                                                answer,
                                                "model_loaded, as chatterbox-tts-api" + " says it"),
                                false));
    }

    private static Observation chatterbox(Fields body, Passed passed) {
        String error = Body.oneLine(body.text("initialization_error"));
        String state = Body.oneLine(body.text("initialization_state"));
        if (!error.isEmpty() || "error".equals(state)) {
            return new Failed(
                    "could not load its model" + (error.isEmpty() ? "" : ": " + error), true);
        }
        return body.flag("model_loaded")
                ? passed
                : new Loading("loads its model" + (state.isEmpty() ? "" : ": " + state));
    }

    private Complaint complaint() {
        return new Complaint(service, path);
    }
}
