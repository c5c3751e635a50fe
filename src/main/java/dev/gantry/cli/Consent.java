package dev.gantry.cli;

import dev.gantry.cli.show.Style.Tone;
import dev.gantry.diag.CancelledException;
import dev.gantry.diag.UsageException;
import dev.gantry.plan.Plan;
import dev.gantry.plan.PlanText;
import dev.gantry.plan.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whatever destroys data needs a yes: {@code --yes}, or an answer on a terminal. */
final class Consent {
    private Consent() {}

    /**
     * Returns when the user agrees, or nothing is destroyed.
     *
     * @throws UsageException without {@code --yes} where nobody can be asked
     * @throws CancelledException when the answer is no
     */
    static void ask(Session session, Plan plan) {
        List<Step> steps = plan.steps().stream().filter(Step::destroysData).toList();
        if (steps.isEmpty() || isGiven(session)) {
            return;
        }
        Console console = session.console();
        console.say(PlanText.of(plan).stripTrailing());
        boolean person = session.invocation().terminal().input() && !console.json();
        if (!person) {
            throw new UsageException(
                    "this destroys data, and nobody is here to be asked",
                    "to agree, type: " + commandLine(session) + " --yes");
        }
        console.prompt(console.errorStyle().paint(Tone.STRONG, "Destroy this data? [y/N] "));
        if (!agreed(session)) {
            throw new CancelledException("nothing was done");
        }
    }

    /**
     * Returns when the user agrees to something that cannot be taken back.
     *
     * @param agreeing the option that agrees without a question
     */
    static void ask(Session session, String question, Option agreeing) {
        Console console = session.console();
        if (session.arguments().has(agreeing) || isGiven(session)) {
            return;
        }
        if (!session.invocation().terminal().input() || console.json()) {
            throw new UsageException(
                    question + ": nobody is here to be asked",
                    "to agree, type: " + commandLine(session) + " " + agreeing.flagText());
        }
        console.prompt(console.errorStyle().paint(Tone.STRONG, question + "? [y/N] "));
        if (!agreed(session)) {
            throw new CancelledException("nothing was done");
        }
    }

    /** Nobody need agree to what will not be done. */
    private static boolean isGiven(Session session) {
        return session.arguments().has(Global.YES) || session.dry();
    }

    private static boolean agreed(Session session) {
        try {
            String answer = line(session.invocation().input());
            String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
            return word.equals("y") || word.equals("yes");
        } catch (IOException gone) {
            return false;
        }
    }

    private static @Nullable String line(InputStream input) throws IOException {
        return new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
    }

    /** What was typed, quoted for a shell where it must be. */
    private static String commandLine(Session session) {
        StringBuilder line = new StringBuilder("gantry");
        session.invocation().arguments().forEach(word -> line.append(' ').append(quoted(word)));
        return line.toString();
    }

    private static String quoted(String word) {
        boolean plain =
                !word.isEmpty()
                        && word.chars()
                                .allMatch(c ->
                                        Character.isLetterOrDigit(c)
                                                || "-_./=:@,+".indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
