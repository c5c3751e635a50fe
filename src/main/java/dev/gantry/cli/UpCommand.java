package dev.gantry.cli;

import dev.gantry.apply.Pace;
import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.UpOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code gantry up}. */
final class UpCommand implements Command {
    private static final Option DETACH =
            Option.flag("detach", 'd', "As always: containers run in the background");
    private static final Option WAIT =
            Option.flag("wait", "As always: return when the services are ready");
    private static final Option WAIT_TIMEOUT =
            Option.one("wait-timeout", "SECONDS", "How long a container may take to be ready");
    private static final Option NO_START =
            Option.flag("no-start", "Make everything, start nothing");

    @Override
    public Manual manual() {
        List<Option> options = new ArrayList<>(List.of(DETACH, WAIT, WAIT_TIMEOUT, NO_START));
        options.addAll(UpFlags.OPTIONS);
        options.addAll(UpFlags.MAKING);
        options.addAll(UpFlags.REPLACING);
        return new Manual(
                Verb.UP,
                "[SERVICE...]",
                List.of(
                        "Does what `gantry plan` shows, in the order of health, on all hosts at once where",
                        "nothing has to wait. Ends when every service is ready and has its models. Running",
                        "it again goes on from where it was."),
                options,
                List.of(
                        new Manual.Example("gantry up", "the whole fleet"),
                        new Manual.Example(
                                "gantry up --stack web --pull always", "with newer images"),
                        new Manual.Example(
                                "gantry up -f compose.yaml --scale worker=3", "one stack")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        requireWaiting(arguments);
        UpOptions options = UpFlags.of(arguments);
        Desired desired = UpFlags.desired(session);
        boolean starts = !arguments.has(NO_START) && !session.dry();
        if (starts) {
            Models.require(session, desired);
        }
        ExitCode code =
                new Bringing(session, options, !arguments.has(NO_START), pace(arguments))
                        .up(desired);
        return starts && code.equals(ExitCode.DONE) ? Models.bring(session, desired) : code;
    }

    private static Pace pace(Arguments arguments) {
        int seconds = arguments.number(WAIT_TIMEOUT, 1, 0);
        return Pace.standard().withWaitTimeout(Duration.ofSeconds(seconds));
    }

    private static void requireWaiting(Arguments arguments) {
        for (Option option : List.of(DETACH, WAIT)) {
            if (!arguments.list(option).isEmpty() && !arguments.has(option)) {
                throw new UsageException(
                        "gantry up cannot be told " + option.flagText() + "=false",
                        "it returns when the services are ready, and leaves them running");
            }
        }
    }
}
