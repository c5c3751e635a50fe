package dev.gantry.cli.show;

import dev.gantry.cli.show.Style.Tone;
import java.util.Optional;

/** The text of a plan with its signs in colour. */
public final class PlanColours {
    private PlanColours() {}

    public static String of(String plan, Style style) {
        if (!style.colours()) {
            return plan;
        }
        StringBuilder out = new StringBuilder();
        plan.lines()
                .forEach(line -> {
                    Optional<Tone> tone = tone(line.strip());
                    out.append(tone.map(one -> style.paint(one, line)).orElse(line)).append('\n');
                });
        return out.toString();
    }

    private static Optional<Tone> tone(String line) {
        if (line.startsWith("+ ")) {
            return Optional.of(Tone.GOOD);
        }
        if (line.startsWith("~ ") || line.startsWith("> ")) {
            return Optional.of(Tone.ODD);
        }
        if (line.startsWith("- ")) {
            return Optional.of(Tone.BAD);
        }
        return line.startsWith("host ") ? Optional.of(Tone.STRONG) : Optional.empty();
    }
}
