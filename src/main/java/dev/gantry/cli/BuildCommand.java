package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Observer;
import dev.gantry.apply.Pace;
import dev.gantry.apply.Report;
import dev.gantry.compose.ByteSize;
import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.BuildOptions;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Planner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** {@code gantry build}. */
final class BuildCommand implements Command {
    private static final Option BUILD_ARG =
            Option.many("build-arg", "NAME[=VALUE]", "Variable of the build, before the files'");
    private static final Option BUILDER =
            Option.one("builder", "NAME", "Another builder of buildx than the engine's own");
    private static final Option CHECK =
            Option.flag("check", "Only have BuildKit look at the Dockerfiles");
    private static final Option MEMORY =
            Option.one("memory", 'm', "BYTES", "Memory of the classic builder's containers");
    private static final Option NO_CACHE =
            Option.flag("no-cache", "Use nothing of earlier builds again");
    private static final Option PROVENANCE =
            Option.one("provenance", "HOW", "Attest where the image comes from: true, mode=max");
    private static final Option PULL =
            Option.flag("pull", "Fetch the images that it starts from anew");
    private static final Option PUSH =
            Option.flag("push", "Send the images to their registries afterwards");
    private static final Option SBOM =
            Option.one("sbom", "HOW", "Attest what is in the image: true, generator=IMAGE");
    private static final Option SSH =
            Option.many("ssh", "ID[=PATH]", "SSH agent or keys for the build; default is yours");
    private static final Option WITH_DEPENDENCIES =
            Option.flag("with-dependencies", "Also what the named services depend on");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.BUILD,
                "[SERVICE...]",
                List.of(
                        "Each host builds what its services need, all hosts at once, from the files of this",
                        "machine: by BuildKit where the docker CLI and its buildx are installed here, by the",
                        "engine's classic builder otherwise. Running containers stay until `gantry up`."),
                List.of(
                        BUILD_ARG,
                        BUILDER,
                        CHECK,
                        MEMORY,
                        NO_CACHE,
                        PROVENANCE,
                        PULL,
                        PUSH,
                        Session.QUIET,
                        SBOM,
                        SSH,
                        WITH_DEPENDENCIES),
                List.of(
                        new Manual.Example("gantry build --pull web", "on newer images"),
                        new Manual.Example(
                                "gantry up --build", "build, and recreate what differs")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        BuildOptions options = options(session);
        boolean deps = arguments.has(WITH_DEPENDENCIES);
        Desired desired = desired(session);
        Set<String> named = ServiceNames.of(arguments.operands(), desired);
        try (EngineSource engines = session.engines()) {
            Plan plan =
                    new BuildArguments(session, desired)
                            .of(
                                    Planner.build(
                                            desired,
                                            new Observer(engines).observe(desired),
                                            options,
                                            named,
                                            deps,
                                            arguments.has(PUSH)));
            if (arguments.has(CHECK)) {
                return new BuildChecks(session, engines, desired).of(plan);
            }
            if (plan.steps().isEmpty()) {
                session.console().say("Nothing to build.");
            }
            Report report = new Carrying(session, engines, desired, Pace.standard()).out(plan);
            return ExitCode.of(report, desired.deployments().size());
        }
    }

    /**
     * All services, since one may be the context of another; only what is named, and needed for it,
     * where a named one is switched off.
     */
    private static Desired desired(Session session) {
        List<String> named = session.arguments().operands();
        boolean on = named.isEmpty() || allOn(session, named);
        return session.desired(on ? List.of() : named);
    }

    private static boolean allOn(Session session, List<String> named) {
        List<Deployment> all = session.house().desired(session, List.of(), _ -> {}).deployments();
        return named.stream()
                .allMatch(name ->
                        all.stream().anyMatch(one -> one.project().services().containsKey(name)));
    }

    private static BuildOptions options(Session session) {
        Arguments arguments = session.arguments();
        return new BuildOptions(
                arguments.list(BUILD_ARG),
                arguments.has(NO_CACHE),
                arguments.has(PULL),
                arguments.list(SSH),
                memory(arguments.text(MEMORY)),
                buildKit(arguments));
    }

    private static SequencedMap<String, String> buildKit(Arguments arguments) {
        SequencedMap<String, String> asked = new LinkedHashMap<>();
        for (Option one : List.of(BUILDER, PROVENANCE, SBOM)) {
            if (!arguments.text(one).isEmpty()) {
                asked.put(one.name(), arguments.text(one));
            }
        }
        return asked;
    }

    private static long memory(String text) {
        try {
            return text.isEmpty() ? 0 : ByteSize.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(
                    "--memory wants bytes, such as 512m, not \"" + text + "\"", "");
        }
    }
}
