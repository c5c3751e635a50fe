package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.check.Checks;
import dev.gantry.check.Findings;
import dev.gantry.cli.show.JsonLines;
import dev.gantry.cli.show.Plain;
import dev.gantry.cli.show.Progress;
import dev.gantry.cli.show.Quiet;
import dev.gantry.cli.show.QuietImages;
import dev.gantry.cli.show.Ticking;
import dev.gantry.cli.show.Tty;
import dev.gantry.compose.LoadRequest;
import dev.gantry.compose.StandardInput;
import dev.gantry.diag.Problems;
import dev.gantry.diag.UsageException;
import dev.gantry.engine.DockerEnvironment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.FreightReader;
import dev.gantry.fleet.Host;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a command works with.
 *
 * @param directory the working directory, {@code -C} applied
 * @param input for the Compose file {@code -}
 */
record Session(
        Invocation invocation,
        Path directory,
        Arguments arguments,
        Console console,
        House house,
        StandardInput input) {

    /** {@code --progress}. */
    enum ProgressForm {
        AUTO,
        TTY,
        PLAIN,
        JSON,
        QUIET
    }

    /** {@code -q} of {@code pull}: the same as {@code --progress quiet}. */
    static final Option QUIET = Option.flag("quiet", 'q', "Tell no progress, only failures");

    /** The lines about images that are fetched are left out. */
    static final Option QUIET_PULL =
            Option.flag("quiet-pull", "Tell no progress of images that are fetched");

    /** The same for images that are built. */
    static final Option QUIET_BUILD =
            Option.flag("quiet-build", "Tell no progress of images that are built");

    /** The same under other arguments. */
    Session with(Arguments other) {
        return new Session(invocation, directory, other, console, house, input);
    }

    /** Whether nothing is to be done. */
    boolean dry() {
        return arguments.has(Global.DRY_RUN);
    }

    /** What the files ask for; their warnings are told on the way. */
    Desired desired(List<String> services) {
        return desired(services, _ -> {});
    }

    /**
     * The same.
     *
     * @param placed told each host before a Compose file is read
     */
    Desired desired(List<String> services, Consumer<Host> placed) {
        Desired desired = house.desired(this, services, placed);
        desired.warnings().forEach(console::problem);
        return desired;
    }

    /**
     * Whose containers are whose: of the files nothing is looked at but the names of the projects.
     *
     * @param placed told each host before a Compose file is read
     */
    Desired named(Consumer<Host> placed) {
        Desired named = house.named(this, placed);
        named.warnings().forEach(console::problem);
        return named;
    }

    /**
     * The deployments of the stacks that are the command's operands; all where none is.
     *
     * @throws UsageException when there is no such stack
     */
    Desired ofStacks(Desired all) {
        List<String> names = arguments.operands();
        Set<String> known = new LinkedHashSet<>(all.fleet().stacks().keySet());
        all.deployments().forEach(one -> known.add(one.stack().name()));
        names.forEach(name -> Operands.requireKnown("stack", name, known));
        return new Desired(
                all.fleet(),
                all.deployments().stream()
                        .filter(one -> names.isEmpty() || names.contains(one.stack().name()))
                        .toList(),
                all.warnings());
    }

    /** A path as somebody in the directory would write it. */
    String shown(Path path) {
        return path.startsWith(directory) ? directory.relativize(path).toString() : path.toString();
    }

    /**
     * The same, for a command that makes containers: what checks find is told, too.
     *
     * @param shape what the command line has instead of the files
     * @throws dev.gantry.diag.InputException with the errors among it
     */
    Desired checked(List<String> services, UnaryOperator<Desired> shape) {
        Desired desired = shape.apply(house.desired(this, services, _ -> {}));
        Findings findings = Checks.of(desired, isWhole() && services.isEmpty());
        findings.throwIfErrors();
        findings.notTold(desired.warnings()).forEach(console::problem);
        console.warnings(findings.open());
        return desired;
    }

    /** Whether no option narrows the fleet down. */
    private boolean isWhole() {
        return arguments.list(Global.HOST).isEmpty() && arguments.list(Global.STACK).isEmpty();
    }

    /**
     * The same with the files that have to be delivered to engines on other machines.
     *
     * @throws dev.gantry.diag.InputException with all that cannot be delivered
     */
    Desired laden(Desired desired, EngineSource engines) {
        Problems problems = new Problems();
        Desired laden = FreightReader.read(desired, engines::sharesFiles, problems);
        problems.throwIfErrors();
        problems.warnings().forEach(console::problem);
        return laden;
    }

    /** How the files of each selected deployment are to be read; warnings are told on the way. */
    SequencedMap<String, LoadRequest> requests() {
        Problems problems = new Problems();
        SequencedMap<String, LoadRequest> requests = house.requests(this, problems);
        problems.warnings().forEach(console::problem);
        return requests;
    }

    /** What the Docker CLI of this user goes by. */
    DockerEnvironment docker() {
        return new DockerEnvironment(
                invocation.environment(), Path.of(invocation.variable("HOME")));
    }

    EngineSource engines() {
        return house.engines(this);
    }

    /** JSON is a result and goes to standard output; all else is for the person who waits. */
    Progress progress() {
        Progress told = told();
        return arguments.has(QUIET_PULL) || arguments.has(QUIET_BUILD)
                ? new QuietImages(told, arguments.has(QUIET_PULL), arguments.has(QUIET_BUILD))
                : told;
    }

    private Progress told() {
        return switch (form()) {
            case JSON -> new JsonLines(console.output(), invocation.clock());
            case PLAIN -> new Plain(console.error(), console.errorStyle());
            case QUIET -> new Quiet(console.error(), console.errorStyle());
            case TTY, AUTO ->
                    Ticking.start(
                            new Tty(
                                    console.error(),
                                    invocation.terminal().size().get(),
                                    console.errorStyle(),
                                    unicode(),
                                    invocation.clock()));
        };
    }

    /** Whether somebody wants to read how it goes on, where there is no plan to tell of. */
    boolean tellsProgress() {
        ProgressForm form = form();
        return form != ProgressForm.JSON && form != ProgressForm.QUIET;
    }

    private ProgressForm form() {
        if (console.json()) {
            return ProgressForm.JSON;
        }
        if (arguments.has(QUIET)) {
            return ProgressForm.QUIET;
        }
        ProgressForm asked =
                arguments.choice(Global.PROGRESS, ProgressForm.values(), ProgressForm.AUTO);
        boolean live =
                invocation.terminal().error()
                        && !invocation.variable("TERM").equals("dumb")
                        && console.controlCodes();
        return asked == ProgressForm.AUTO && !live ? ProgressForm.PLAIN : asked;
    }

    /** By the first of POSIX's variables for it that is set. */
    private boolean unicode() {
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String value = invocation.variable(name).toLowerCase(Locale.ROOT);
            if (!value.isEmpty()) {
                return value.contains("utf-8") || value.contains("utf8");
            }
        }
        return false;
    }
}
