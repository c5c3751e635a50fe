package dev.gantry.cli.show;

import dev.gantry.apply.Event;
import dev.gantry.apply.Outcome;
import dev.gantry.apply.Report;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.plan.PlanJson;
import dev.gantry.plan.Step;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * One JSON object a line for everything that happens, for other programs. The names are stable; new
 * ones may come. {@code docs/reference/events.md} has them all.
 */
public final class JsonLines implements Progress {
    private final PrintStream out;
    private final InstantSource clock;

    public JsonLines(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void accept(Event event) {
        MapNode.Builder line =
                switch (event) {
                    case Event.PlanStarted started ->
                            line("plan_started").put("plan", PlanJson.of(started.plan()));
                    case Event.StepStarted started -> step("step_started", started.step());
                    case Event.StepProgress progress ->
                            step("step_progress", progress.step())
                                    .put("words", Json.of(progress.words()))
                                    .put("current", Json.of(progress.current()))
                                    .put("total", Json.of(progress.total()));
                    case Event.StepEnded ended ->
                            outcome(step("step_ended", ended.step()), ended.outcome());
                    case Event.PlanEnded ended -> report(ended.report());
                };
        out.print(JsonWriter.compact(line.build()) + "\n");
        out.flush();
    }

    private MapNode.Builder line(String event) {
        String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        return Json.object().put("event", Json.of(event)).put("time", Json.of(time));
    }

    private MapNode.Builder step(String event, Step step) {
        return line(event)
                .put("step", Json.of(step.number()))
                .put("host", Json.of(step.host()))
                .put("deployment", Json.of(step.deployment()))
                .put("service", Json.of(step.service()));
    }

    private static MapNode.Builder outcome(MapNode.Builder line, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done ->
                    line.put("outcome", Json.of("done"))
                            .put("took_ms", Json.of(done.took().toMillis()));
            case Outcome.Failed failed ->
                    line.put("outcome", Json.of("failed"))
                            .put("reason", Json.of(failed.reason()))
                            .put("next", Json.of(failed.next()))
                            .put("details", Json.strings(failed.details()));
            case Outcome.Skipped skipped ->
                    line.put("outcome", Json.of("skipped"))
                            .put("reason", Json.of(skipped.because()));
        };
    }

    private MapNode.Builder report(Report report) {
        return line("plan_ended")
                .put("complete", Json.of(report.complete()))
                .put("cancelled", Json.of(report.cancelled()))
                .put("done", Json.of(count(report, Outcome.Done.class)))
                .put("failed", Json.of(count(report, Outcome.Failed.class)))
                .put("skipped", Json.of(count(report, Outcome.Skipped.class)))
                .put("took_ms", Json.of(report.took().toMillis()));
    }

    private static long count(Report report, Class<? extends Outcome> kind) {
        return report.outcomes().values().stream().filter(kind::isInstance).count();
    }

    @Override
    public void close() {
        out.flush();
    }
}
