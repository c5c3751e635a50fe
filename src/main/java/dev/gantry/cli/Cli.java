package dev.gantry.cli;

import dev.gantry.compose.StandardInput;
import dev.gantry.diag.CancelledException;
import dev.gantry.diag.GantryException;
import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The program: from the words of a command line to an exit code. */
public final class Cli {
    /** As one would go through the files. */
    private static final Comparator<Problem> BY_PLACE =
            (one, other) -> one.location().compareTo(other.location());

    private final Invocation invocation;
    private final House house;
    private Console console;

    private Cli(Invocation invocation, House house) {
        this.house = house;
        this.invocation = invocation;
        this.console = Console.plain(invocation);
    }

    /** Runs one command line to its end. Never throws. */
    public static ExitCode run(Invocation invocation) {
        return run(invocation, new RealHouse());
    }

    /** The same with other rooms. */
    static ExitCode run(Invocation invocation, House house) {
        return new Cli(invocation, house).run();
    }

    private ExitCode run() {
        try {
            return dispatch();
        } catch (GantryException wrong) {
            tell(wrong);
            return ExitCode.of(wrong);
        } catch (RuntimeException | Error bug) {
            tellFault(bug);
            return ExitCode.INTERNAL;
        } finally {
            console.flush();
        }
    }

    private ExitCode dispatch() {
        CommandLine line = new CommandLine(invocation.arguments());
        Optional<String> word = line.readVerb(Global.OPTIONS);
        if (word.isEmpty()) {
            return withoutVerb(line.readRest(Global.OPTIONS, "gantry"));
        }
        Command command = command(Verb.parse(word.get()));
        Manual manual = command.manual();
        List<Option> options = new ArrayList<>(manual.options());
        options.addAll(Global.OPTIONS);
        Arguments arguments =
                command.passesOn()
                        ? line.readUpToOperand(options, manual.command())
                        : line.readRest(options, manual.command());
        Path directory = directory(arguments);
        console = Console.of(invocation, arguments, directory);
        if (arguments.has(Global.HELP)) {
            console.print(ManualText.of(manual));
            return ExitCode.DONE;
        }
        Global.requireEffect(manual.verb(), arguments);
        return command.run(
                new Session(
                        invocation,
                        directory,
                        arguments,
                        console,
                        house,
                        new StandardInput(invocation.input())));
    }

    private ExitCode withoutVerb(Arguments arguments) {
        console.print(
                arguments.has(Global.VERSION)
                        ? VersionCommand.line() + "\n"
                        : ManualText.overview());
        return ExitCode.DONE;
    }

    static Command command(Verb verb) {
        return switch (verb) {
            case INIT -> new InitCommand();
            case UP -> new UpCommand();
            case UNLOCK -> new UnlockCommand();
            case PLAN -> new PlanCommand();
            case CHECK -> new CheckCommand();
            case DOWN -> new DownCommand();
            case CREATE -> new CreateCommand();
            case START -> new StartCommand();
            case STOP -> new StopCommand();
            case RESTART -> new RestartCommand();
            case KILL -> new KillCommand();
            case PAUSE -> new PauseCommand();
            case UNPAUSE -> new UnpauseCommand();
            case WAIT -> new WaitCommand();
            case RM -> new RmCommand();
            case SCALE -> new ScaleCommand();
            case SMOKE -> new SmokeCommand();
            case MODELS -> new ModelsCommand();
            case PS -> new PsCommand();
            case BUILD -> new BuildCommand();
            case PULL -> new PullCommand();
            case PUSH -> new PushCommand();
            case RUN -> new RunCommand();
            case EXEC -> new ExecCommand();
            case ATTACH -> new AttachCommand();
            case CP -> new CpCommand();
            case LS -> new LsCommand();
            case TOP -> new TopCommand();
            case STATS -> new StatsCommand();
            case PORT -> new PortCommand();
            case IMAGES -> new ImagesCommand();
            case VOLUMES -> new VolumesCommand();
            case EVENTS -> new EventsCommand();
            case LOGS -> new LogsCommand();
            case CONFIG -> new ConfigCommand();
            case ENV -> new EnvCommand();
            case SECRET -> new SecretCommand();
            case HOSTS -> new HostsCommand();
            case DOCTOR -> new DoctorCommand();
            case SERVE -> new ServeCommand();
            case NODE -> new NodeCommand();
            case KEY -> new KeyCommand();
            case DEMO -> new DemoCommand();
            case COMPLETION -> new CompletionCommand();
            case VERSION -> new VersionCommand();
            case HELP -> new HelpCommand();
        };
    }

    private Path directory(Arguments arguments) {
        Path directory =
                invocation.directory().resolve(arguments.text(Global.DIRECTORY)).normalize();
        if (!Files.isDirectory(directory)) {
            throw new UsageException(
                    "there is no directory " + arguments.text(Global.DIRECTORY),
                    "-C wants the directory with the fleet or Compose file");
        }
        return directory;
    }

    private void tell(GantryException wrong) {
        switch (wrong) {
            case InputException input ->
                    input.problems().stream().sorted(BY_PLACE).forEach(console::problem);
            case UsageException usage -> console.failure(usage.getMessage(), usage.hint());
            case OperationException world -> console.failure(world.getMessage(), world.next());
            case CancelledException stopped -> console.failure(stopped.getMessage(), "");
        }
    }

    private void tellFault(Throwable bug) {
        String id = FaultLog.id(invocation.clock().instant());
        String where =
                new FaultLog(invocation)
                        .record(id, bug)
                        .map(file -> "please report it with " + file)
                        .orElse("please report it; its stack trace could not be written down");
        console.failure("internal error " + id + " (" + bug.getClass().getName() + ")", where);
    }
}
