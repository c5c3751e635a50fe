package dev.gantry.cli;

import dev.gantry.compose.ConfigOptions;
import dev.gantry.compose.ConfigOptions.Format;
import dev.gantry.compose.ConfigOptions.What;
import dev.gantry.compose.ConfigView;
import dev.gantry.compose.LoadOptions;
import dev.gantry.compose.LoadOptions.EnvFilesOf;
import dev.gantry.compose.LoadRequest;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.FleetLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code gantry config}: what {@code docker compose config} prints. */
final class ConfigCommand implements Command {
    private static final Option DIFF =
            Option.flag("diff", "Print how a stack differs: HOST HOST [STACK]");
    private static final Option ENVIRONMENT =
            Option.flag("environment", "Print the variables used for interpolation");
    private static final Option EXPLAIN =
            Option.flag("explain", "Print where each value comes from: PATH... chooses some");
    private static final Option FORMAT = Option.one("format", "FORM", "yaml or json");
    private static final Option HASH =
            Option.one("hash", "SERVICES", "Print the hashes of these services, or of '*'");
    private static final Option IMAGES = Option.flag("images", "Print the images");
    private static final Option MODELS = Option.flag("models", "Print the names of the models");
    private static final Option NETWORKS =
            Option.flag("networks", "Print the names of the networks");
    private static final Option NO_CONSISTENCY =
            Option.flag("no-consistency", "Do not check that the parts fit together");
    private static final Option NO_ENV_RESOLUTION =
            Option.flag("no-env-resolution", "Do not read the env files of services");
    private static final Option NO_INTERPOLATE =
            Option.flag("no-interpolate", "Leave variables as they are written");
    private static final Option NO_NORMALIZE =
            Option.flag("no-normalize", "Do not add what is implied");
    private static final Option NO_PATH_RESOLUTION =
            Option.flag("no-path-resolution", "Leave paths relative");
    private static final Option OUTPUT = Option.one("output", 'o', "FILE", "Write to a file");
    private static final Option PROFILES = Option.flag("profiles", "Print the profiles");
    private static final Option QUIET = Option.flag("quiet", 'q', "Print nothing, only check");
    private static final Option SERVICES =
            Option.flag("services", "Print the names of the services");
    private static final Option VARIABLES =
            Option.flag("variables", "Print the variables and their defaults");
    private static final Option VOLUMES = Option.flag("volumes", "Print the names of the volumes");

    private static final List<Option> OPTIONS =
            List.of(
                    DIFF,
                    ENVIRONMENT,
                    EXPLAIN,
                    FORMAT,
                    HASH,
                    IMAGES,
                    PinnedImages.LOCK,
                    MODELS,
                    NETWORKS,
                    NO_CONSISTENCY,
                    NO_ENV_RESOLUTION,
                    NO_INTERPOLATE,
                    NO_NORMALIZE,
                    NO_PATH_RESOLUTION,
                    OUTPUT,
                    PROFILES,
                    QUIET,
                    PinnedImages.RESOLVE,
                    SERVICES,
                    VARIABLES,
                    VOLUMES);

    @Override
    public Manual manual() {
        return new Manual(
                Verb.CONFIG,
                "[SERVICE...] [PATH...]",
                List.of(
                        "Loads Compose files and prints them as `docker compose config` does. In a fleet it",
                        "loads those of every deployment that --stack and --host leave: several are told",
                        "apart by a comment `# stack@host`, or as members of one JSON object.",
                        "With --explain, words such as services.web.ports[0] are paths: only what is there",
                        "and below is explained. With --diff, the words are two hosts, and the stack where",
                        "several run on both."),
                OPTIONS,
                List.of(
                        new Manual.Example("gantry config -q", "only check"),
                        new Manual.Example(
                                "gantry -f compose.yaml config --hash '*'", "the hashes"),
                        new Manual.Example(
                                "gantry config --explain services.web.image",
                                "which file and variable said it"),
                        new Manual.Example("gantry config --diff vps gpu", "and why"),
                        new Manual.Example(
                                "gantry config --stack web --host vps", "one of a fleet")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        ConfigOptions options = options(arguments);
        String text = text(session, options);
        String file = arguments.text(OUTPUT);
        if (file.isEmpty()) {
            session.console().printAsIs(text);
        } else {
            write(session.directory().resolve(file), text);
        }
        return ExitCode.DONE;
    }

    private static String text(Session session, ConfigOptions options) {
        Arguments arguments = session.arguments();
        if (!arguments.has(EXPLAIN) && !arguments.has(DIFF)) {
            return printed(session, options);
        }
        if (arguments.has(NO_INTERPOLATE)
                || options.what() != What.MODEL
                || (arguments.has(EXPLAIN) && arguments.has(DIFF))) {
            throw new UsageException(
                    (arguments.has(EXPLAIN) ? EXPLAIN : DIFF).flagText()
                            + " is about the values of the model as they are in the end",
                    "leave out the other option");
        }
        boolean json = options.format() == Format.JSON;
        return arguments.has(DIFF)
                ? ConfigDifference.of(session, loading(arguments), json)
                : explained(session, json);
    }

    private static String printed(Session session, ConfigOptions options) {
        ConfigView.Rendered rendered = rendered(session, options);
        rendered.warnings().forEach(session.console()::problem);
        return rendered.text();
    }

    private static String explained(Session session, boolean json) {
        Arguments arguments = session.arguments();
        List<String> services = ConfigExplanation.services(arguments);
        if (folder(session)) {
            LoadRequest request = inFolder(session).withServices(services);
            return ConfigExplanation.of(
                    session,
                    request.with(loading(arguments)),
                    ConfigExplanation.places(arguments),
                    json);
        }
        SequencedMap<String, LoadRequest> requests = session.requests();
        LoadRequest request = only(requests).withServices(services).with(loading(arguments));
        String id = requests.firstEntry().getKey();
        int at = id.lastIndexOf('@');
        return ConfigExplanation.of(
                session,
                request,
                ConfigExplanation.places(session, id.substring(0, at), id.substring(at + 1)),
                json);
    }

    private static boolean folder(Session session) {
        return !session.arguments().list(Global.FILE).isEmpty()
                || FleetLoader.find(session.directory()).isEmpty();
    }

    /** The way without a fleet is short, since it is the one that has to be quick. */
    private static ConfigView.Rendered rendered(Session session, ConfigOptions options) {
        LoadOptions loading = loading(session.arguments());
        try (PinnedImages images = PinnedImages.of(session)) {
            if (folder(session)) {
                LoadRequest request = inFolder(session).with(loading);
                return ConfigView.render(request, images.options(options));
            }
            SequencedMap<String, FleetConfig.Asked> asked = new LinkedHashMap<>();
            requests(session)
                    .forEach((deployment, request) ->
                            asked.put(
                                    deployment,
                                    new FleetConfig.Asked(
                                            request.with(loading),
                                            images.options(options, deployment))));
            return switch (asked.size()) {
                case 0 ->
                        throw new UsageException(
                                "the selection leaves no deployment",
                                "choose with --stack and --host");
                case 1 -> asked.firstEntry().getValue().answer();
                default -> FleetConfig.render(asked);
            };
        }
    }

    /**
     * By {@code stack@host}: where services are named, of the deployments that have one of them.
     */
    private static SequencedMap<String, LoadRequest> requests(Session session) {
        List<String> services = session.arguments().operands();
        SequencedMap<String, LoadRequest> all = session.requests();
        if (services.isEmpty() || all.size() == 1) {
            all.replaceAll((deployment, request) -> request.withServices(services));
            return all;
        }
        SequencedMap<String, LoadRequest> narrowed = new LinkedHashMap<>();
        for (Deployment one : session.house().desired(session, services, _ -> {}).deployments()) {
            List<String> own = new ArrayList<>(services);
            own.retainAll(one.project().services().keySet());
            Optional.ofNullable(all.get(one.id()))
                    .ifPresent(request -> narrowed.put(one.id(), request.withServices(own)));
        }
        return narrowed;
    }

    private static LoadRequest only(SequencedMap<String, LoadRequest> requests) {
        if (requests.size() != 1) {
            throw new UsageException(
                    requests.isEmpty()
                            ? "the selection leaves no deployment"
                            : "config is about one deployment, and these are several: "
                                    + String.join(", ", requests.keySet()),
                    "choose with --stack and --host");
        }
        return requests.firstEntry().getValue();
    }

    private static LoadRequest inFolder(Session session) {
        Arguments arguments = session.arguments();
        Map<String, String> environment = new LinkedHashMap<>(session.invocation().environment());
        environment.putAll(arguments.pairs(Global.ENV));
        return new LoadRequest(
                        session.directory(),
                        arguments.list(Global.FILE),
                        arguments.text(Global.PROJECT_DIRECTORY),
                        arguments.text(Global.PROJECT_NAME),
                        new LinkedHashSet<>(arguments.list(Global.PROFILE)),
                        arguments.list(Global.ENV_FILE),
                        environment,
                        arguments.operands())
                .reading(session.input());
    }

    /** Whether files are loaded as every other command does. */
    static boolean isPlain(Arguments arguments) {
        return loading(arguments).equals(LoadOptions.DEFAULT);
    }

    private static LoadOptions loading(Arguments arguments) {
        return new LoadOptions(
                !arguments.has(NO_INTERPOLATE),
                !arguments.has(NO_NORMALIZE),
                !arguments.has(NO_PATH_RESOLUTION),
                !arguments.has(NO_CONSISTENCY),
                arguments.has(NO_ENV_RESOLUTION) ? EnvFilesOf.ACTIVE : EnvFilesOf.ALL,
                arguments.has(Global.ALL_RESOURCES),
                arguments.has(Global.COMPATIBILITY));
    }

    private static ConfigOptions options(Arguments arguments) {
        Format usual = arguments.has(Global.JSON) ? Format.JSON : Format.USUAL;
        return new ConfigOptions(
                arguments.has(QUIET) ? What.NOTHING : what(arguments),
                arguments.choice(FORMAT, new Format[] {Format.YAML, Format.JSON}, usual),
                arguments.text(HASH));
    }

    /** Where several are asked for, the first in Docker Compose's own order. */
    private static What what(Arguments arguments) {
        if (!arguments.text(HASH).isEmpty()) {
            List<Option> before = List.of(SERVICES, VOLUMES, NETWORKS, MODELS);
            return before.stream().anyMatch(arguments::has) ? list(arguments) : What.HASH;
        }
        return list(arguments);
    }

    private static What list(Arguments arguments) {
        List<Option> options =
                List.of(
                        SERVICES,
                        VOLUMES,
                        NETWORKS,
                        MODELS,
                        PROFILES,
                        IMAGES,
                        VARIABLES,
                        ENVIRONMENT);
        List<What> lists =
                List.of(
                        What.SERVICES,
                        What.VOLUMES,
                        What.NETWORKS,
                        What.MODELS,
                        What.PROFILES,
                        What.IMAGES,
                        What.VARIABLES,
                        What.ENVIRONMENT);
        for (int i = 0; i < options.size(); i++) {
            if (arguments.has(options.get(i))) {
                return lists.get(i);
            }
        }
        return What.MODEL;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new OperationException("cannot write " + file + ": " + failed.getMessage(), "");
        }
    }
}
