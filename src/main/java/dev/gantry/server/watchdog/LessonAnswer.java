package dev.gantry.server.watchdog;

import dev.gantry.doc.Fields;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import dev.gantry.server.registry.InferenceService;
import dev.gantry.server.registry.Kind;
import dev.gantry.server.watchdog.Fetched.Answer;
import dev.gantry.server.watchdog.Observation.Failed;
import dev.gantry.server.watchdog.Observation.Passed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a service's answer about itself means, where it is well. */
record LessonAnswer(InferenceService service, Lesson lesson) {
    /** More than any service has; who tells more is told apart from who means it. */
    private static final int MOST_SLOTS = 1024;

    private static final int MOST_MODELS = 5000;

    Observation meaning(Fetched fetched, Passed before) {
        return switch (fetched) {
            case Fetched.Failure failure -> but(before, complaint().failed(failure));
            case Answer answer -> meaning(answer, before);
        };
    }

    private Observation meaning(Answer answer, Passed before) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Body(answer)
                    .json()
                    .flatMap(body -> learned(body, before.learned()))
                    .map(learned -> new Passed(before.latency(), learned, before.trouble()))
                    .orElseGet(() -> but(before, complaint().unreadable(answer, wanted())));
        }
        return switch (status) {
            case 404, 405, 501 -> before;
            case 401 -> locked(before, complaint().wantsKey(answer));
            case 403 -> isOptional() ? before : but(before, complaint().wantsKey(answer));
            default -> but(before, complaint().answered(answer));
        };
    }

    /** Where its models are not told without a key, its answers are not given either. */
    private Observation locked(Passed before, String reason) {
        return switch (lesson) {
            case MODELS, TAGS -> new Failed(reason, true);
            case RUNNING, PROPS, SLOTS, INFO -> but(before, reason);
        };
    }

    /** Of what is often closed to strangers where all the rest is open. */
    private boolean isOptional() {
        return lesson == Lesson.PROPS || lesson == Lesson.SLOTS;
    }

    private static Passed but(Passed before, String trouble) {
        return new Passed(before.latency(), before.learned(), trouble);
    }

    private String wanted() {
        return switch (lesson) {
            case MODELS, TAGS -> "a list of models";
            case RUNNING -> "a list of loaded models";
            case PROPS -> "properties";
            case SLOTS -> "a list of slots";
            case INFO -> "a model_id";
        };
    }

    /** Empty when the answer has not the shape of one. */
    private Optional<Learned> learned(Node body, Learned known) {
        return switch (lesson) {
            case MODELS -> list(body, "data").map(data -> models(data, known));
            case TAGS -> list(body, "models").map(models -> known.withModels(names(models)));
            case RUNNING -> list(body, "models").map(models -> known.withWarm(names(models)));
            case PROPS -> object(body).map(props -> properties(props, known));
            case SLOTS ->
                    body instanceof ListNode slots
                            ? Optional.of(known.withSlots(slots(slots.items().size())))
                            : Optional.empty();
            case INFO -> object(body).filter(info -> info.has("model_id")).map(i -> info(i, known));
        };
    }

    private static Optional<Fields> object(Node body) {
        return body instanceof MapNode map ? Optional.of(new Fields(map)) : Optional.empty();
    }

    private static Optional<ListNode> list(Node body, String key) {
        return body instanceof MapNode map && map.get(key) instanceof ListNode list
                ? Optional.of(list)
                : Optional.empty();
    }

    private Learned models(ListNode data, Learned known) {
        List<String> models = new ArrayList<>();
        List<String> warm = new ArrayList<>();
        for (Fields model : Fields.listOf(data)) {
            List<String> names = new ArrayList<>(model.texts("aliases"));
            names.add(model.text("id"));
            List<String> fit = fit(names);
            if (models.size() < MOST_MODELS) {
                models.addAll(fit);
                warm.addAll(isLoaded(model) ? fit : List.of());
            }
        }
        Learned learned = known.withModels(models);
        return service.kind() == Kind.SPEACHES ? learned : learned.withWarm(warm);
    }

    /** llama.cpp with many models says so of each; with one it has loaded it before it is well. */
    private boolean isLoaded(Fields model) {
        return switch (service.kind()) {
            case LLAMA_CPP ->
                    !model.has("status") || "loaded".equals(model.map("status").text("value"));
            case VLLM -> true;
            case OLLAMA,
                    WHISPER_CPP,
                    SPEACHES,
                    CHATTERBOX,
                    TEXT_EMBEDDINGS_INFERENCE,
                    OPENAI,
                    HTTP ->
                    false;
        };
    }

    /** Speaches lists the names alone, Ollama objects that have one. */
    private List<String> names(ListNode models) {
        List<String> names = new ArrayList<>();
        for (Node model : models.items()) {
            String name =
                    model instanceof ScalarNode scalar && scalar.isString()
                            ? scalar.text()
                            : Fields.of(model).text("name");
            if (names.size() < MOST_MODELS) {
                names.addAll(service.kind() == Kind.OLLAMA ? ModelName.both(name) : List.of(name));
            }
        }
        return fit(names);
    }

    private static List<String> fit(List<String> names) {
        return names.stream().filter(ModelName::isFit).toList();
    }

    private static Learned properties(Fields props, Learned known) {
        Learned learned = props.flag("is_sleeping") ? known.withWarm(List.of()) : known;
        return learned.withSlots(slots(props.integer("total_slots", 0)));
    }

    private static Learned info(Fields info, Learned known) {
        List<String> model = fit(List.of(info.text("model_id")));
        return known.withModels(model)
                .withWarm(model)
                .withSlots(slots(info.integer("max_concurrent_requests", 0)));
    }

    private static OptionalInt slots(int told) {
        return told >= 1 && told <= MOST_SLOTS ? OptionalInt.of(told) : OptionalInt.empty();
    }

    private Complaint complaint() {
        return new Complaint(service, service.path() + lesson.path());
    }
}
