package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.diag.UsageException;
import dev.gantry.engine.LogOptions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code gantry logs}. */
final class LogsCommand implements Command {
    private static final Option FOLLOW = Option.flag("follow", 'f', "Go on with what comes");
    private static final Option TAIL =
            Option.one("tail", 'n', "NUM", "Lines from the end of each container's log, or all");
    private static final Option SINCE =
            Option.one(
                    "since",
                    "TIME",
                    "From this time (2026-01-02T13:23:37Z), or this long ago (42m)");
    private static final Option UNTIL =
            Option.one("until", "TIME", "Up to this time, or this long ago");
    private static final Option TIMESTAMPS = Option.flag("timestamps", 't', "Show the times");
    private static final Option GREP =
            Option.one("grep", "REGEX", "Only lines in which this is found");
    private static final Option NO_PREFIX =
            Option.flag("no-log-prefix", "Do not say which service a line is from");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.LOGS,
                "[SERVICE...]",
                List.of(
                        "Merges the logs of all hosts, by time; with -f, as the lines come. Where several",
                        "hosts take part, a line says which one it is from."),
                List.of(FOLLOW, GREP, Targets.INDEX, NO_PREFIX, SINCE, TAIL, TIMESTAMPS, UNTIL),
                List.of(
                        new Manual.Example("gantry logs -f --tail 20", "of everything"),
                        new Manual.Example("gantry logs --since 10m web", "of one service"),
                        new Manual.Example(
                                "gantry logs --grep '(?i)error'", "what went wrong, anywhere")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        LogOptions options = options(session);
        Pattern grep = grep(arguments);
        LabelChoice choice =
                new LabelChoice(
                        session.desired(List.of()),
                        arguments.operands(),
                        arguments.number(Targets.INDEX, 1, 0));
        try (EngineSource engines = session.engines()) {
            Targets targets = Targets.of(session, choice.desired(), engines, arguments.operands());
            List<Fleetwide.Found> chosen = chosen(targets, choice);
            MergedLogs logs =
                    new MergedLogs(
                            session,
                            engines,
                            options,
                            arguments.has(TIMESTAMPS) || session.console().json(),
                            !arguments.has(NO_PREFIX),
                            grep);
            if (options.follow()) {
                new FollowedLogs(logs, choice).print(chosen);
            } else {
                logs.print(chosen);
            }
            return session.invocation().cancellation().cancelled()
                    ? ExitCode.CANCELLED
                    : targets.exitCode();
        }
    }

    private static List<Fleetwide.Found> chosen(Targets targets, LabelChoice choice) {
        List<Fleetwide.Found> chosen =
                targets.containers().stream()
                        .filter(one -> choice.has(one.host(), one.container().labels()))
                        .toList();
        if (chosen.isEmpty() && choice.index() > 0 && choice.services().size() == 1) {
            throw Targets.notRunning(choice.services().getFirst(), choice.index());
        }
        return chosen;
    }

    private static Pattern grep(Arguments arguments) {
        try {
            return Pattern.compile(arguments.text(GREP));
        } catch (PatternSyntaxException wrong) {
            throw new UsageException(
                    "--grep does not understand \""
                            + arguments.text(GREP)
                            + "\": "
                            + wrong.getDescription(),
                    "write a regular expression, such as error|warn");
        }
    }

    private static LogOptions options(Session session) {
        Arguments arguments = session.arguments();
        Moments moments = Moments.of(session);
        return new LogOptions(
                arguments.has(FOLLOW),
                tail(arguments),
                moments.parse(SINCE, arguments.text(SINCE)),
                moments.parse(UNTIL, arguments.text(UNTIL)),
                arguments.has(TIMESTAMPS));
    }

    private static int tail(Arguments arguments) {
        String text = arguments.text(TAIL, "all");
        if (text.equals("all")) {
            return -1;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new UsageException("--tail wants a number or all, not \"" + text + "\"", "");
        }
    }
}
