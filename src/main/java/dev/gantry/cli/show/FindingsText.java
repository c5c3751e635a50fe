package dev.gantry.cli.show;

import dev.gantry.check.Finding;
import dev.gantry.cli.show.Style.Tone;
import dev.gantry.diag.Location;
import java.util.ArrayList;
import java.util.List;

/** What checks found, for a person: errors, then warnings, then what is accepted. */
public final class FindingsText {
    private final Style style;
    private final ProblemText problems;
    private final ProblemText.Lines lines;

    private FindingsText(Style style, ProblemText.Lines lines) {
        this.style = style;
        this.problems = new ProblemText(style, lines);
        this.lines = lines;
    }

    public static String of(List<Finding> found, Style style, ProblemText.Lines lines) {
        FindingsText text = new FindingsText(style, lines);
        StringBuilder out = new StringBuilder();
        List<Finding> errors = new ArrayList<>();
        List<Finding> warnings = new ArrayList<>();
        List<Finding> accepted = new ArrayList<>();
        for (Finding one : found) {
            (one.isAccepted() ? accepted : one.isError() ? errors : warnings).add(one);
        }
        errors.forEach(one -> out.append(text.open(one)));
        warnings.forEach(one -> out.append(text.open(one)));
        accepted.forEach(one -> out.append(text.accepted(one)));
        return out.append(sum(errors.size(), warnings.size(), accepted.size())).toString();
    }

    private String open(Finding one) {
        String on =
                one.deployments().isEmpty()
                        ? ""
                        : style.paint(Tone.FAINT, "  on: ")
                                + String.join(", ", one.deployments())
                                + "\n";
        return problems.of(one.problem()) + on + "\n";
    }

    private String accepted(Finding one) {
        Location at = one.location();
        Location place = new Location(lines.shown(at.source()), at.line(), at.column());
        return place
                + ": accepted: "
                + one.problem().message()
                + "\n"
                + style.paint(Tone.FAINT, "  reason: ")
                + one.accepted()
                + "\n\n";
    }

    private static String sum(int errors, int warnings, int accepted) {
        if (errors + warnings + accepted == 0) {
            return "Nothing found.\n";
        }
        return count(errors, "error")
                + ", "
                + count(warnings, "warning")
                + (accepted == 0 ? "" : ", " + accepted + " accepted")
                + "\n";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
