package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.diag.UsageException;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.ExecOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code gantry exec}. */
final class ExecCommand implements Command {
    private static final Option DETACH =
            Option.flag("detach", 'd', "Leave the command running in the background");
    private static final Option ENV =
            Option.many("env", 'e', "KEY=VALUE", "Variable for the command");
    private static final Option INTERACTIVE =
            Option.flag("interactive", 'i', "As always: standard input goes to the command");
    private static final Option NO_TTY =
            Option.flag("no-tty", 'T', "No terminal for the command, as without one here");
    private static final Option TTY =
            Option.flag("tty", 't', "As always where there is a terminal: the command gets one");
    private static final Option PRIVILEGED =
            Option.flag("privileged", "Give the command every right over its host");
    private static final Option USER =
            Option.one("user", 'u', "USER", "Run the command as this user");
    private static final Option WORKDIR =
            Option.one("workdir", 'w', "DIR", "Run the command in this directory");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.EXEC,
                "SERVICE COMMAND [ARG...]",
                List.of(
                        "Ends with the exit code of the command. Where several hosts have the service, --host",
                        "chooses one. Options stand before the service; what comes behind is the command's."),
                List.of(
                        DETACH,
                        DetachKeys.OPTION,
                        ENV,
                        Targets.INDEX,
                        INTERACTIVE,
                        NO_TTY,
                        PRIVILEGED,
                        TTY,
                        USER,
                        WORKDIR),
                List.of(
                        new Manual.Example("gantry exec web sh", "a shell, at a terminal"),
                        new Manual.Example(
                                "gantry exec --host gpu llm nvidia-smi -L", "one command")));
    }

    @Override
    public boolean passesOn() {
        return true;
    }

    @Override
    public ExitCode run(Session session) {
        List<String> operands = session.arguments().operands();
        if (operands.size() < 2) {
            throw new UsageException(
                    "the service or the command is missing", "write `gantry exec web sh`");
        }
        String service = operands.getFirst();
        DetachKeys keys = DetachKeys.of(session);
        try (EngineSource engines = session.engines()) {
            Found found =
                    Targets.of(session, session.desired(List.of()), engines, List.of(service))
                            .one(service, session.arguments().number(Targets.INDEX, 1, 0));
            ExecOptions options = options(session, keys, operands.subList(1, operands.size()));
            return execute(session, keys, found.calls(engines), options);
        }
    }

    private static ExitCode execute(
            Session session, DetachKeys keys, ContainerCalls calls, ExecOptions options) {
        String exec = calls.createExec(options);
        if (session.arguments().has(DETACH)) {
            calls.startExecDetached(exec);
            return ExitCode.DONE;
        }
        boolean detached =
                new Interactive(
                                session,
                                options.terminal(),
                                options.input(),
                                keys,
                                (columns, rows) -> calls.resizeExec(exec, columns, rows),
                                Optional.empty())
                        .run(calls.startExec(exec, options.terminal()));
        if (detached) {
            session.console().say(DetachKeys.DETACHED);
            return ExitCode.FAILED;
        }
        return session.invocation().cancellation().cancelled()
                ? ExitCode.CANCELLED
                : ExitCode.of(calls.execExitCode(exec));
    }

    private static ExecOptions options(Session session, DetachKeys keys, List<String> command) {
        Arguments arguments = session.arguments();
        boolean detached = arguments.has(DETACH);
        Terminal terminal = session.invocation().terminal();
        return new ExecOptions(
                command,
                environment(session),
                arguments.text(USER),
                arguments.text(WORKDIR),
                arguments.has(PRIVILEGED),
                terminal.output() && terminal.input() && !arguments.has(NO_TTY) && !detached,
                !detached && arguments.isOn(INTERACTIVE),
                keys.text());
    }

    /** A name alone takes the value of here; without one the engine leaves it out. */
    private static List<String> environment(Session session) {
        Map<String, String> here = session.invocation().environment();
        return session.arguments().list(ENV).stream()
                .map(text -> here.containsKey(text) ? text + "=" + here.get(text) : text)
                .toList();
    }
}
