package dev.gantry.cli.show;

import dev.gantry.apply.Event;
import dev.gantry.apply.Outcome;
import dev.gantry.plan.Action;
import dev.gantry.plan.Step;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One line for each thing that happens, for files and for readers without a terminal. */
public final class Plain implements Progress {
    private final PrintStream out;
    private final Style style;
    private final Map<Integer, String> last = new HashMap<>();
    private final Set<String> skipped = new HashSet<>();
    private int steps;

    public Plain(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public synchronized void accept(Event event) {
        switch (event) {
            case Event.PlanStarted started -> steps = started.plan().steps().size();
            case Event.StepStarted started -> line(started.step(), doing(started.step()).now());
            case Event.StepProgress progress -> progress(progress);
            case Event.StepEnded ended -> ended(ended);
            case Event.PlanEnded ended -> out.print(ReportText.of(ended.report(), style));
        }
        out.flush();
    }

    /**
     * Bytes change all the time; only new words are worth a line, but all that a hook or a builder
     * prints.
     */
    private void progress(Event.StepProgress progress) {
        String before = last.put(progress.step().number(), progress.words());
        boolean printed =
                progress.step().action() instanceof Action.RunHooks
                        || progress.step().action() instanceof Action.BuildImage;
        if (printed || !progress.words().equals(before)) {
            line(progress.step(), progress.words());
        }
    }

    /** What is left undone of one thing is told once, not for each of its steps. */
    private void ended(Event.StepEnded ended) {
        Step step = ended.step();
        boolean told =
                ended.outcome() instanceof Outcome.Skipped
                        && !skipped.add(step.host() + " " + doing(step).what());
        if (!told) {
            line(step, words(ended));
        }
    }

    private static String words(Event.StepEnded ended) {
        return switch (ended.outcome()) {
            case Outcome.Done done ->
                    doing(ended.step()).done() + " in " + Amount.time(done.took());
            case Outcome.Failed failed -> "failed: " + failed.reason();
            case Outcome.Skipped skipped -> "not done: " + skipped.because();
        };
    }

    private static Doing doing(Step step) {
        return Doing.of(step.action());
    }

    private void line(Step step, String words) {
        out.print("[" + step.number() + "/" + steps + "] " + step.host() + ": ");
        out.print(doing(step).what() + ": " + words + "\n");
    }

    @Override
    public void close() {
        out.flush();
    }
}
