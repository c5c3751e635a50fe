package dev.gantry.server.watchdog;

import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.watchdog.Observation.Passed;
import java.util.List;

/**
 * What is asked of a service: first how it is, and when it is well, what it has. None of the
 * requests loads or wakes a model. A request about what it has is left out after one that went
 * wrong, so that a probe of a service that hangs is over soon.
 *
 * <p>Sources: the services' own documents and source. llama.cpp {@code tools/server/README.md},
 * ollama {@code docs/api.md}, whisper.cpp {@code examples/server}, speaches and chatterbox-tts-api
 * their routers, vLLM and text-embeddings-inference their OpenAPI.
 */
public record Probe(InferenceService service) {

    /**
     * Its first request.
     *
     * @param known what it has told before
     */
    public Turn begin(Learned known) {
        String path = service.path() + healthPath();
        return new Turn.Ask(
                path,
                fetched -> {
                    HealthAnswer answer = new HealthAnswer(service, path);
                    return switch (answer.meaning(fetched, known)) {
                        case Passed passed -> learn(lessons(), passed);
                        case Observation.Loading loading -> new Turn.Done(loading);
                        case Observation.Failed failed -> new Turn.Done(failed);
                    };
                });
    }

    private String healthPath() {
        if (!service.probe().isEmpty()) {
            return service.probe();
        }
        return switch (service.kind()) {
            case LLAMA_CPP, VLLM, WHISPER_CPP, SPEACHES, CHATTERBOX, TEXT_EMBEDDINGS_INFERENCE ->
                    "/health";
            case OLLAMA -> "/api/version";
            case OPENAI -> Lesson.MODELS.path();
            case HTTP -> "/";
        };
    }

    private List<Lesson> lessons() {
        return switch (service.kind()) {
            case LLAMA_CPP -> List.of(Lesson.MODELS, Lesson.PROPS);
            case OLLAMA -> List.of(Lesson.TAGS, Lesson.RUNNING);
            case VLLM -> List.of(Lesson.MODELS);
            case SPEACHES -> List.of(Lesson.MODELS, Lesson.RUNNING);
            case TEXT_EMBEDDINGS_INFERENCE -> List.of(Lesson.INFO);
            case OPENAI -> service.probe().isEmpty() ? List.of() : List.of(Lesson.MODELS);
            case WHISPER_CPP, CHATTERBOX, HTTP -> List.of();
        };
    }

    private Turn learn(List<Lesson> lessons, Passed before) {
        if (lessons.isEmpty() || !before.trouble().isEmpty()) {
            return new Turn.Done(before);
        }
        Lesson lesson = lessons.getFirst();
        List<Lesson> rest = lessons.subList(1, lessons.size());
        String path = service.path() + lesson.path();
        return new Turn.Ask(
                path,
                fetched -> {
                    if (lesson == Lesson.PROPS && isMissing(fetched)) {
                        return learn(List.of(Lesson.SLOTS), before);
                    }
                    return switch (new LessonAnswer(service, lesson).meaning(fetched, before)) {
                        case Passed passed -> learn(rest, passed);
                        case Observation.Loading loading -> new Turn.Done(loading);
                        case Observation.Failed failed -> new Turn.Done(failed);
                    };
                });
    }

    /**
     * A llama.cpp that is so old that it has no properties neither sleeps nor routes, so that its
     * slots may be asked; of a newer one that would load a model.
     */
    private static boolean isMissing(Fetched fetched) {
        return fetched instanceof Fetched.Answer answer
                && (answer.status() == 404 || answer.status() == 501);
    }
}
