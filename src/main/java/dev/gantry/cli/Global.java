package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The options that every command takes, before or after its verb. */
final class Global {
    static final Option DIRECTORY =
            Option.one("directory", 'C', "DIR", "Run as if started in this directory");
    static final Option FILE = Option.many("file", 'f', "FILE", "Compose file to use");
    static final Option PROJECT_NAME = Option.one("project-name", 'p', "NAME", "Project name");
    static final Option PROFILE = Option.many("profile", "NAME", "Profile to switch on");
    static final Option ENV_FILE = Option.many("env-file", "FILE", "Environment file to use");
    static final Option ENV =
            Option.many("env", 'e', "KEY=VALUE", "Variable that wins over every other origin");
    static final Option PROJECT_DIRECTORY =
            Option.one("project-directory", "DIR", "Where relative paths start");
    static final Option ALL_RESOURCES =
            Option.flag(
                    "all-resources", "With config: keep networks, volumes … that no service uses");
    static final Option COMPATIBILITY =
            Option.flag("compatibility", "With config: join names with _ as Compose v1 did");
    static final Option HOST = Option.many("host", "HOST", "Only deployments on this host");
    static final Option STACK = Option.many("stack", "STACK", "Only deployments of this stack");
    static final Option LABEL =
            Option.many("label", "KEY=VALUE", "Label that wins over those of the fleet file");
    static final Option PROGRESS =
            Option.one("progress", "FORM", "How progress is told: auto, tty, plain, json or quiet");
    static final Option JSON = Option.flag("json", "Print JSON, for other programs");
    static final Option ANSI =
            Option.one("ansi", "WHEN", "Colours and control codes: auto, always or never");
    static final Option NO_COLOR = Option.flag("no-color", "Print without colours");
    static final Option DRY_RUN =
            Option.flag("dry-run", "Print what would be done, and do nothing");
    static final Option PARALLEL =
            Option.one("parallel", "NUM", "How many steps at each engine at the same time: 12");
    static final Option YES = Option.flag("yes", 'y', "Agree to every question");
    static final Option HELP = Option.flag("help", 'h', "Explain the command");
    static final Option VERSION = Option.flag("version", 'v', "Show the version");

    /** In the order of the help. */
    static final List<Option> OPTIONS =
            List.of(
                    DIRECTORY,
                    FILE,
                    PROJECT_NAME,
                    PROFILE,
                    ENV_FILE,
                    ENV,
                    PROJECT_DIRECTORY,
                    ALL_RESOURCES,
                    COMPATIBILITY,
                    HOST,
                    STACK,
                    LABEL,
                    PROGRESS,
                    JSON,
                    ANSI,
                    NO_COLOR,
                    DRY_RUN,
                    PARALLEL,
                    YES,
                    HELP,
                    VERSION);

    /**
     * Docker Compose takes these before every verb; only {@code config} has a use for them so far,
     * and what has no effect is not passed over in silence.
     */
    private static final List<Option> OF_CONFIG = List.of(ALL_RESOURCES, COMPATIBILITY);

    /** What these do stands in no plan. */
    private static final Set<Verb> WITHOUT_PLAN =
            EnumSet.of(
                    Verb.RUN,
                    Verb.EXEC,
                    Verb.ATTACH,
                    Verb.CP,
                    Verb.WAIT,
                    Verb.UNLOCK,
                    Verb.DOCTOR,
                    Verb.SMOKE,
                    Verb.MODELS,
                    Verb.NODE,
                    Verb.KEY,
                    Verb.DEMO);

    private Global() {}

    /**
     * Refuses what would have no effect.
     *
     * @throws UsageException where an option of {@code config} stands at another verb, or {@code
     *     --dry-run} at one that it would not keep from acting
     */
    static void requireEffect(Verb verb, Arguments arguments) {
        for (Option option : OF_CONFIG) {
            if (verb != Verb.CONFIG && arguments.has(option)) {
                throw new UsageException(
                        option.flagText() + " is for config only", "run it again without");
            }
        }
        if (arguments.has(DRY_RUN) && WITHOUT_PLAN.contains(verb)) {
            throw new UsageException(
                    "--dry-run is for commands that carry out a plan, and "
                            + verb.word()
                            + " has none",
                    "run it again without");
        }
    }
}
