package dev.gantry.cli.show;

import dev.gantry.apply.Outcome;
import dev.gantry.apply.Report;
import dev.gantry.cli.show.Style.Tone;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;

/**
 * How a plan ended: what failed and what to do about it, what was left out, and the count. Nothing
 * where there was nothing to do.
 */
final class ReportText {
    private final Style style;
    private final StringBuilder out = new StringBuilder();
    private int done;
    private int failed;
    private int skipped;

    private ReportText(Style style) {
        this.style = style;
    }

    /** Lines that end in a newline. */
    static String of(Report report, Style style) {
        ReportText text = new ReportText(style);
        Plan plan = report.plan();
        report.outcomes()
                .forEach((number, outcome) -> text.outcome(plan.steps().get(number - 1), outcome));
        plan.unreachable()
                .forEach((host, why) ->
                        text.trouble(
                                "host " + host + " cannot be reached: " + why.reason(),
                                why.next()));
        plan.blocked().forEach(text::leftOut);
        text.count(report);
        return text.out.toString();
    }

    private void outcome(Step step, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done _ -> done++;
            case Outcome.Skipped _ -> skipped++;
            case Outcome.Failed failure -> {
                failed++;
                trouble(failure(step, failure), failure.next());
            }
        }
    }

    private static String failure(Step step, Outcome.Failed failure) {
        Doing doing = Doing.of(step.action());
        StringBuilder text = new StringBuilder();
        text.append(step.host())
                .append(": ")
                .append(doing.what())
                .append(": ")
                .append(failure.reason());
        failure.details().forEach(line -> text.append("\n    ").append(line));
        return text.toString();
    }

    private void leftOut(String deployment, String why) {
        out.append(style.paint(Tone.ODD, "left out:")).append(' ');
        out.append(deployment).append(": ").append(why).append('\n');
    }

    private void trouble(String what, String next) {
        out.append(style.paint(Tone.BAD, "error:")).append(' ').append(what).append('\n');
        if (!next.isEmpty()) {
            out.append(style.paint(Tone.ACTIVE, "  hint:")).append(' ').append(next).append('\n');
        }
    }

    private void count(Report report) {
        if (report.outcomes().isEmpty() && report.complete()) {
            return;
        }
        if (report.outcomes().isEmpty()) {
            out.append("Nothing was done.\n");
            return;
        }
        String end = report.cancelled() ? "stopped by you: " : "";
        out.append(end).append(Amount.count(done, "step")).append(" done");
        if (failed > 0) {
            out.append(", ").append(failed).append(" failed");
        }
        if (skipped > 0) {
            out.append(", ").append(skipped).append(" not done");
        }
        out.append(" in ").append(Amount.time(report.took())).append('\n');
        if (!report.complete()) {
            out.append("Running the same command again goes on from here.\n");
        }
    }
}
