package dev.gantry.cli.show;

import dev.gantry.cli.show.Style.Tone;
import dev.gantry.doctor.diagnosis.Finding;
import dev.gantry.doctor.diagnosis.State;
import java.util.List;

/** Findings for people: a heading, and below it a line for each, its way out below that. */
public record DiagnosisText(Style style) {
    private static final int STATE = "problem".length() + 2;
    private static final int TOPIC = "engine".length() + 2;
    private static final String MARGIN = "  ";

    /**
     * One block of lines.
     *
     * @param more stands behind the heading; may be empty
     */
    public String of(String heading, String more, List<Finding> findings) {
        StringBuilder out = new StringBuilder(style.paint(Tone.STRONG, heading));
        out.append(more.isEmpty() ? "" : "  " + more).append('\n');
        for (Finding one : findings) {
            out.append(MARGIN)
                    .append(style.paint(tone(one.state()), one.state().word()))
                    .append(" ".repeat(STATE - one.state().word().length()))
                    .append(one.topic().word())
                    .append(" ".repeat(TOPIC - one.topic().word().length()))
                    .append(one.text())
                    .append('\n');
            if (!one.next().isEmpty()) {
                out.append(MARGIN)
                        .append(" ".repeat(STATE + TOPIC))
                        .append(style.paint(Tone.ACTIVE, "->"))
                        .append(' ')
                        .append(one.next())
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static Tone tone(State state) {
        return switch (state) {
            case OK -> Tone.GOOD;
            case UNKNOWN -> Tone.FAINT;
            case WARNING -> Tone.ODD;
            case PROBLEM -> Tone.BAD;
        };
    }
}
