package dev.gantry.cli.show;

import dev.gantry.apply.Event;
import java.io.PrintStream;

/** Tells only what went wrong, at the end. */
public final class Quiet implements Progress {
    private final PrintStream out;
    private final Style style;

    public Quiet(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.PlanEnded ended && !ended.report().complete()) {
            out.print(ReportText.of(ended.report(), style));
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
