package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Model;
import dev.gantry.models.ModelState;
import dev.gantry.models.ModelState.State;
import dev.gantry.models.Shelf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * The models of deployments: asked for on all hosts at once, and brought where Ollama lacks them.
 */
record Models(Session session, Desired desired, EngineSource engines) {
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int ATTEMPTS = 40;

    /** One model of one deployment. */
    private record Wanted(Shelf shelf, Model model) {}

    /**
     * Looks, before anything is started, whether the files are there that nobody can fetch.
     *
     * @throws OperationException when one is missing, or is another one
     */
    static void require(Session session, Desired desired) {
        if (!any(desired, Model.HostFile.class::isInstance)) {
            return;
        }
        List<String> faults = new ArrayList<>();
        try (EngineSource engines = session.engines()) {
            Models models = new Models(session, desired, engines);
            for (ModelState one : models.states(Model.HostFile.class::isInstance, false)) {
                switch (one.state()) {
                    case PRESENT -> {}
                    case MISSING, WRONG -> faults.add(words(one));
                    case UNKNOWN -> models.warn(one.model(), words(one));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new OperationException(
                    String.join("; ", faults),
                    "put the file there, or change models in gantry.yaml; nothing was started");
        }
    }

    private static String words(ModelState state) {
        return state.deployment()
                + ": model "
                + state.model().source().name()
                + ": "
                + state.reason();
    }

    private void warn(Model model, String words) {
        session.console()
                .problem(Problem.warning(model.location(), words, "`gantry models` looks again"));
    }

    /** At the end of {@code up}: every service is ready. */
    static ExitCode bring(Session session, Desired desired) {
        if (!any(desired, Model.Ollama.class::isInstance)) {
            return ExitCode.DONE;
        }
        try (EngineSource engines = session.engines();
                var _ = session.invocation().cancellation().onCancel(engines::close)) {
            return new Models(session, desired, engines).bring();
        }
    }

    private static boolean any(Desired desired, Predicate<Model.Source> kind) {
        return desired.deployments().stream()
                .flatMap(one -> one.models().stream())
                .map(Model::source)
                .anyMatch(kind);
    }

    /** How it stands with the models of that kind, in the order of the file. */
    List<ModelState> states(Predicate<Model.Source> kind, boolean verify) {
        SequencedMap<String, Wanted> all = new LinkedHashMap<>();
        for (Deployment one : desired.deployments()) {
            Shelf shelf = shelf(one);
            for (Model model : one.models()) {
                if (kind.test(model.source())) {
                    all.put(Integer.toString(all.size()), new Wanted(shelf, model));
                }
            }
        }
        return List.copyOf(
                AtOnce.ask(all, one -> one.shelf().state(one.model(), verify))
                        .results()
                        .sequencedValues());
    }

    private Shelf shelf(Deployment deployment) {
        return new Shelf(deployment, engines, desired.fleet().directory());
    }

    /**
     * Gets every model that Ollama lacks, or that is not what its Modelfile says, on all hosts at
     * once, on each one after the other.
     */
    ExitCode bring() {
        SequencedMap<String, Deployment> all = DeployLocks.byId(desired.deployments());
        AtOnce<Integer> failed = AtOnce.ask(all, this::bring);
        if (session.invocation().cancellation().cancelled()) {
            return ExitCode.CANCELLED;
        }
        int faults = failed.results().values().stream().mapToInt(Integer::intValue).sum();
        return faults == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** How many could not be got. */
    private int bring(Deployment deployment) {
        Shelf shelf = shelf(deployment);
        int failed = 0;
        for (Model model : deployment.models()) {
            if (model.source() instanceof Model.Ollama source) {
                failed += bring(shelf, model, source) ? 0 : 1;
            }
        }
        return failed;
    }

    private boolean bring(Shelf shelf, Model model, Model.Ollama source) {
        ModelState state = settled(shelf, model);
        try {
            if (state.state() == State.UNKNOWN) {
                throw new OperationException(
                        "cannot ask for model "
                                + source.name()
                                + " of "
                                + state.deployment()
                                + ": "
                                + state.reason(),
                        "gantry models pull tries again");
            }
            if (state.state() != State.PRESENT) {
                shelf.bring(source, words -> tell(state, words));
                ended(state, "");
            } else if (!state.reason().isEmpty()) {
                warn(model, words(state));
            }
            return true;
        } catch (OperationException refused) {
            session.console().failure(refused.reason(), refused.next());
            ended(state, refused.reason());
            return false;
        }
    }

    /** A service without a health check may need a moment before it listens. */
    private ModelState settled(Shelf shelf, Model model) {
        ModelState state = shelf.state(model, false);
        Cancellation cancellation = session.invocation().cancellation();
        for (int i = 1; i < ATTEMPTS && state.state() == State.UNKNOWN; i++) {
            if (!shelf.runs(model) || cancellation.cancelled()) {
                return state;
            }
            cancellation.pause(BETWEEN);
            state = shelf.state(model, false);
        }
        return state;
    }

    private synchronized void tell(ModelState state, String words) {
        if (session.tellsProgress()) {
            session.console()
                    .say(state.deployment() + ": " + state.model().source().name() + ": " + words);
        }
    }

    private void ended(ModelState state, String reason) {
        if (session.console().json()) {
            session.console()
                    .printNow(
                            JsonWriter.compact(
                                    Json.object()
                                            .put("event", Json.of("model_ended"))
                                            .put("deployment", Json.of(state.deployment()))
                                            .put("model", Json.of(state.model().source().name()))
                                            .put(
                                                    "outcome",
                                                    Json.of(reason.isEmpty() ? "done" : "failed"))
                                            .put("reason", Json.of(reason))
                                            .build()));
        }
    }
}
