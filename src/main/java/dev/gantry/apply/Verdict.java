package dev.gantry.apply;

import dev.gantry.compose.model.Readiness;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;

/** Whether a container is as ready as somebody wants it. */
sealed interface Verdict {
    /** The engine's, where a health check says nothing of retries. */
    int USUAL_RETRIES = 3;

    record Ready() implements Verdict {}

    /**
     * It may become ready.
     *
     * @param words what it is at: {@code health: starting (2 of 3 checks failed)}
     */
    record NotYet(String words) implements Verdict {}

    /** It will not become ready by itself. */
    record Hopeless(String reason) implements Verdict {}

    /**
     * Judges the engine's description of a container.
     *
     * @param checked whether healthy means healthy even where there is no check, which then is
     *     hopeless; otherwise it means running there
     */
    static Verdict of(MapNode inspection, Readiness wanted, boolean checked) {
        Fields state = Fields.of(inspection).map("State");
        String status = state.text("Status");
        return switch (status) {
            case "exited", "dead", "removing" -> ended(state, wanted);
            case "running" ->
                    switch (wanted) {
                        case STARTED -> new Ready();
                        case HEALTHY -> health(state.map("Health"), checked, retries(inspection));
                        case COMPLETED -> new NotYet("running");
                    };
            case "restarting" ->
                    new NotYet("restarting after exit code " + state.integer("ExitCode", 0));
            default -> new NotYet(status);
        };
    }

    private static Verdict ended(Fields state, Readiness wanted) {
        int code = state.integer("ExitCode", 0);
        if (wanted == Readiness.COMPLETED && code == 0 && state.text("Status").equals("exited")) {
            return new Ready();
        }
        String error = state.text("Error");
        String why = error.isEmpty() ? "" : ": " + error;
        String memory = state.flag("OOMKilled") ? " (out of memory)" : "";
        return new Hopeless("ended with exit code " + code + memory + why);
    }

    /** After how many failures in a row the engine calls a container unhealthy. */
    private static int retries(MapNode inspection) {
        int retries = Fields.of(inspection).map("Config").map("Healthcheck").integer("Retries", 0);
        return retries == 0 ? USUAL_RETRIES : retries;
    }

    private static Verdict health(Fields health, boolean checked, int retries) {
        return switch (health.text("Status")) {
            case "healthy" -> new Ready();
            case "none", "" -> checked ? new Hopeless("has no health check") : new Ready();
            case "unhealthy" -> new Hopeless("is unhealthy");
            default -> {
                int failed = health.integer("FailingStreak", 0);
                yield new NotYet(
                        failed == 0
                                ? "health: starting"
                                : "health: starting (%d of %d checks failed)"
                                        .formatted(failed, retries));
            }
        };
    }
}
