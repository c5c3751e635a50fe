package dev.gantry.cli;

import dev.gantry.compose.DotEnv;
import dev.gantry.compose.EnvFileText;
import dev.gantry.compose.OneOffService;
import dev.gantry.compose.model.OneOff;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What {@code gantry run} has instead of the service's own attributes. */
record RunFlags(Session session) {
    static final Option DETACH =
            Option.flag("detach", 'd', "Leave it running in the background, and print its id");
    private static final Option CAP_ADD =
            Option.many("cap-add", "CAPABILITY", "Add a capability of the kernel");
    private static final Option CAP_DROP =
            Option.many("cap-drop", "CAPABILITY", "Take a capability of the kernel away");
    private static final Option ENTRYPOINT =
            Option.one("entrypoint", "COMMAND", "Another entrypoint than the image's");
    private static final Option ENV =
            Option.many("env", 'e', "KEY=VALUE", "Variable of the container");
    private static final Option ENV_FROM_FILE =
            Option.many("env-from-file", "FILE", "Variables of the container from a file");
    private static final Option INTERACTIVE =
            Option.flag("interactive", 'i', "As always: standard input goes to the command");
    private static final Option LABEL =
            Option.many("label", 'l', "KEY=VALUE", "Label of the container");
    private static final Option NAME = Option.one("name", "NAME", "Name of the container");
    private static final Option NO_TTY =
            Option.flag("no-TTY", 'T', "No terminal for the command, as without one here");
    private static final Option PUBLISH =
            Option.many("publish", 'p', "PORT", "Publish a port, as the files do in short");
    private static final Option RM = Option.flag("rm", "Remove the container when it has ended");
    private static final Option SERVICE_PORTS =
            Option.flag("service-ports", 'P', "Publish the ports of the service");
    private static final Option USE_ALIASES =
            Option.flag("use-aliases", "Answer to the service's names in its networks");
    private static final Option USER =
            Option.one("user", 'u', "USER", "Run the command as this user");
    private static final Option VOLUME =
            Option.many("volume", 'v', "MOUNT", "Mount something, as the files do in short");
    private static final Option WORKDIR =
            Option.one("workdir", 'w', "DIR", "Run the command in this directory");

    static final List<Option> OPTIONS =
            List.of(
                    CAP_ADD,
                    CAP_DROP,
                    DETACH,
                    DetachKeys.OPTION,
                    ENTRYPOINT,
                    ENV,
                    ENV_FROM_FILE,
                    INTERACTIVE,
                    LABEL,
                    NAME,
                    NO_TTY,
                    PUBLISH,
                    RM,
                    SERVICE_PORTS,
                    USE_ALIASES,
                    USER,
                    VOLUME,
                    WORKDIR);
    private static final int SHORT = 12;

    private Arguments arguments() {
        return session.arguments();
    }

    void require() {
        if (arguments().has(SERVICE_PORTS) && !arguments().list(PUBLISH).isEmpty()) {
            throw new UsageException("--service-ports and --publish contradict each other", "");
        }
    }

    /** Whether we remove it; what runs in the background its engine removes. */
    boolean removes() {
        return arguments().has(RM);
    }

    /** The service of the deployment as this run has it. */
    Service service(Deployment deployment) {
        Service service = deployment.project().services().get(arguments().operands().getFirst());
        if (service == null) {
            throw new IllegalArgumentException("a deployment without the service");
        }
        boolean detached = arguments().has(DETACH);
        String slug = session.house().slug();
        String usual =
                deployment.project().name()
                        + "-"
                        + service.name()
                        + "-run-"
                        + slug.substring(0, SHORT);
        OneOff mark = new OneOff(slug, arguments().has(USE_ALIASES), removes() && detached);
        return OneOffService.of(
                deployment.project(),
                service,
                new OneOffService.Changes(
                        arguments().text(NAME, usual),
                        mark,
                        settings(),
                        environment(deployment),
                        arguments().pairs(LABEL),
                        arguments().has(SERVICE_PORTS),
                        arguments().list(PUBLISH),
                        arguments().list(VOLUME),
                        arguments().list(CAP_ADD),
                        arguments().list(CAP_DROP)));
    }

    private MapNode settings() {
        List<String> command = arguments().operands().subList(1, arguments().operands().size());
        boolean entrypoint = !arguments().list(ENTRYPOINT).isEmpty();
        MapNode.Builder settings =
                Json.object()
                        .put("tty", Json.of(terminal()))
                        .put("stdin_open", Json.of(arguments().isOn(INTERACTIVE)));
        if (entrypoint) {
            List<String> words = OneOffService.words(arguments().text(ENTRYPOINT));
            settings.put("entrypoint", Json.strings(words));
        }
        if (entrypoint || !command.isEmpty()) {
            settings.put("command", Json.strings(command));
        }
        put(settings, "user", USER);
        put(settings, "working_dir", WORKDIR);
        return settings.build();
    }

    private void put(MapNode.Builder settings, String key, Option option) {
        if (!arguments().text(option).isEmpty()) {
            settings.put(key, Json.of(arguments().text(option)));
        }
    }

    private boolean terminal() {
        Terminal terminal = session.invocation().terminal();
        return terminal.output()
                && terminal.input()
                && !arguments().has(NO_TTY)
                && !arguments().has(DETACH);
    }

    /**
     * A name alone takes the value that the deployment has; without one it is left out. What is
     * named wins over the files, and an earlier file over a later one.
     */
    private Map<String, String> environment(Deployment deployment) {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        for (String text : arguments().list(ENV)) {
            int equals = text.indexOf('=');
            if (equals >= 0) {
                environment.put(text.substring(0, equals), text.substring(equals + 1));
            } else {
                String value = outside(deployment, text);
                if (!value.isEmpty()) {
                    environment.put(text, value);
                }
            }
        }
        for (String file : arguments().list(ENV_FROM_FILE)) {
            fromFile(file, environment).forEach(environment::putIfAbsent);
        }
        return environment;
    }

    private String outside(Deployment deployment, String name) {
        House house = session.house();
        return house.environment(
                        session,
                        house.fleet(session),
                        deployment.stack(),
                        deployment.host(),
                        new Problems())
                .value(name);
    }

    private Map<String, String> fromFile(String file, Map<String, String> known) {
        Problems problems = new Problems();
        Location named = Location.of("the arguments");
        String text =
                new EnvFileText(file, named)
                        .read(
                                session.directory().resolve(file),
                                "file " + file + " not found",
                                "create it",
                                problems);
        SequencedMap<String, String> values = new LinkedHashMap<>();
        DotEnv.parse(text, new DotEnv.Source(file, named), known, problems)
                .forEach((name, value) -> values.put(name, value.text()));
        problems.throwIfErrors();
        return values;
    }
}
