package dev.gantry.apply;

import dev.gantry.compose.model.Readiness;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.Engine;
import dev.gantry.plan.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits for one container: looks at it when told to, and says once how it ended. Whoever owns it
 * tells it to look at every event of the container, and when its time is over.
 */
final class Wait {
    private static final String NEXT = "look at its log, mend it, run the command again";

    private final Engine engine;
    private final String name;
    private final Readiness readiness;
    private final Action.Strictness strictness;
    private final Consumer<String> progress;
    private final Consumer<Outcome> end;
    private final long started;
    private final Timekeeper time;

    private String id = "";
    private String words = "";
    private Duration startPeriod = Duration.ZERO;
    private boolean ended;

    /**
     * @param progress takes what the container is at, whenever that changes
     * @param end takes the outcome, once
     */
    Wait(
            Engine engine,
            Action.AwaitContainer action,
            Timekeeper time,
            Consumer<String> progress,
            Consumer<Outcome> end) {
        this.engine = engine;
        this.name = action.name();
        this.readiness = action.readiness();
        this.strictness = action.strictness();
        this.time = time;
        this.progress = progress;
        this.end = end;
        this.started = time.nanos();
    }

    /** Looks once. Returns whether the wait is over. */
    synchronized boolean look() {
        return ended || judge(Optional.empty());
    }

    /**
     * Looks for the last time: what is not ready now has failed.
     *
     * @param patience how long it was waited for, for the message
     */
    synchronized void giveUp(Duration patience) {
        if (!ended) {
            judge(Optional.of(patience));
        }
    }

    synchronized boolean over() {
        return ended;
    }

    /** Whether an event with this id and this name is about the container. */
    synchronized boolean concerns(String actor, String actorName) {
        return actor.equals(id) || actorName.equals(name);
    }

    /** The start period of the container's health check, once it has been looked at. */
    synchronized Duration startPeriod() {
        return startPeriod;
    }

    private boolean judge(Optional<Duration> outOfTime) {
        try {
            Optional<MapNode> there = engine.inspectContainer(name);
            if (there.isEmpty()) {
                fail("container " + name + " is gone", List.of());
            } else {
                judge(there.get(), outOfTime);
            }
        } catch (OperationException silent) {
            finish(
                    new Outcome.Failed(
                            Optional.ofNullable(silent.getMessage()).orElse("no answer"),
                            silent.next(),
                            List.of()));
        }
        return ended;
    }

    private void judge(MapNode inspection, Optional<Duration> outOfTime) {
        id = Fields.of(inspection).text("Id");
        startPeriod =
                Duration.ofNanos(nanos(Fields.of(inspection).map("Config").map("Healthcheck")));
        switch (Verdict.of(inspection, readiness, checked())) {
            case Verdict.Ready ready -> finish(done());
            case Verdict.Hopeless hopeless ->
                    fail("container " + name + " " + hopeless.reason(), mortem(inspection));
            case Verdict.NotYet notYet -> {
                if (outOfTime.isPresent()) {
                    fail(late(notYet.words(), outOfTime.get()), mortem(inspection));
                } else if (!notYet.words().equals(words)) {
                    words = notYet.words();
                    progress.accept(words);
                }
            }
        }
    }

    private static long nanos(Fields check) {
        String text = check.text("StartPeriod");
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private String late(String at, Duration patience) {
        String wanted =
                switch (readiness) {
                    case STARTED -> "running";
                    case HEALTHY -> "healthy";
                    case COMPLETED -> "finished";
                };
        return "container "
                + name
                + " is not "
                + wanted
                + " after "
                + patience.toSeconds()
                + " s: "
                + at;
    }

    private List<String> mortem(MapNode inspection) {
        return PostMortem.of(engine, name, inspection);
    }

    private boolean checked() {
        return switch (strictness) {
            case STRICT, OPTIONAL -> true;
            case WHERE_CHECKED -> false;
        };
    }

    private void fail(String reason, List<String> details) {
        switch (strictness) {
            case STRICT, WHERE_CHECKED -> finish(new Outcome.Failed(reason, NEXT, details));
            case OPTIONAL -> {
                progress.accept(reason + "; it is not required");
                finish(done());
            }
        }
    }

    private Outcome done() {
        return new Outcome.Done(Duration.ofNanos(time.nanos() - started));
    }

    private void finish(Outcome outcome) {
        if (!ended) {
            ended = true;
            end.accept(outcome);
        }
    }
}
