package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.GrantedFiles;
import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import dev.gantry.plan.UpOptions;
import dev.gantry.plan.UpOptions.Pull;
import dev.gantry.plan.UpOptions.Recreate;
import java.util.List;
import java.util.Set;

/** The options that {@code up} and {@code plan} share, since a plan is what {@code up} would do. */
final class UpFlags {
    static final Option FORCE_RECREATE =
            Option.flag("force-recreate", "Make every container anew, changed or not");
    static final Option NO_RECREATE =
            Option.flag("no-recreate", "Leave containers that exist as they are");
    static final Option PULL =
            Option.one("pull", "WHEN", "Fetch images first: always, missing, never or policy");
    static final Option REMOVE_ORPHANS =
            Option.flag("remove-orphans", "Remove containers of services that are in no file");
    static final Option SCALE =
            Option.many("scale", "SERVICE=NUM", "Run that many containers of a service");

    static final Option NO_DEPS =
            Option.flag("no-deps", "Only the services that are named, not what they depend on");

    private static final Option ALWAYS_RECREATE_DEPS =
            Option.flag("always-recreate-deps", "Make what the named services depend on anew, too");
    private static final Option RENEW_ANON_VOLUMES =
            Option.flag(
                    "renew-anon-volumes",
                    'V',
                    "Make every container anew, with empty volumes where they have no name");
    private static final Option TIMEOUT =
            Option.one("timeout", 't', "SECONDS", "How long a container may take to stop");
    static final Option BUILD =
            Option.flag("build", "Build the images that can be built, there or not");
    private static final Option NO_BUILD =
            Option.flag("no-build", "Build no image, not even one that is missing");

    static final List<Option> OPTIONS =
            List.of(
                    BUILD,
                    FORCE_RECREATE,
                    NO_BUILD,
                    NO_DEPS,
                    NO_RECREATE,
                    PULL,
                    REMOVE_ORPHANS,
                    SCALE);

    /** Those of {@code create} besides. */
    static final List<Option> MAKING = List.of(Session.QUIET_PULL, DeployLocks.TIMEOUT);

    /** Those of {@code up} besides. */
    static final List<Option> REPLACING =
            List.of(ALWAYS_RECREATE_DEPS, Session.QUIET_BUILD, RENEW_ANON_VOLUMES, TIMEOUT);

    private UpFlags() {}

    static UpOptions of(Arguments arguments) {
        return new UpOptions(
                recreate(arguments),
                arguments.choice(PULL, Pull.values(), Pull.POLICY),
                arguments.has(REMOVE_ORPHANS),
                false,
                dependencies(arguments),
                Set.copyOf(arguments.operands()),
                build(arguments));
    }

    private static UpOptions.Build build(Arguments arguments) {
        boolean all = arguments.has(BUILD);
        boolean none = arguments.has(NO_BUILD);
        if (all && none) {
            throw new UsageException("--build and --no-build contradict each other", "");
        }
        return all ? UpOptions.Build.ALL : none ? UpOptions.Build.NONE : UpOptions.Build.AS_NEEDED;
    }

    private static Recreate dependencies(Arguments arguments) {
        return arguments.has(NO_RECREATE)
                ? Recreate.NONE
                : arguments.has(ALWAYS_RECREATE_DEPS) ? Recreate.ALL : Recreate.DIVERGED;
    }

    /** The plan as the options want it carried out. */
    static Plan shaped(Plan plan, Arguments arguments) {
        int timeout = arguments.number(TIMEOUT, 0, -1);
        Plan paced = timeout < 0 ? plan : StopTimeout.apply(plan, timeout);
        return arguments.has(RENEW_ANON_VOLUMES) ? paced.with(UpFlags::renewed) : paced;
    }

    private static Action renewed(Action action) {
        return action instanceof Action.RecreateContainer recreate
                ? recreate.with(new Action.Handover(recreate.handover().grace(), false))
                : action;
    }

    private static Recreate recreate(Arguments arguments) {
        boolean all = arguments.has(FORCE_RECREATE) || arguments.has(RENEW_ANON_VOLUMES);
        boolean none = arguments.has(NO_RECREATE);
        if (all && none) {
            throw new UsageException(
                    "--force-recreate and --no-recreate contradict each other", "");
        }
        return all ? Recreate.ALL : none ? Recreate.NONE : Recreate.DIVERGED;
    }

    /** What the files ask for, with {@code --scale} applied. */
    static Desired desired(Session session) {
        Desired desired =
                session.checked(
                        session.arguments().operands(),
                        files -> {
                            GrantedFiles.require(files);
                            return scaled(files, session.arguments());
                        });
        return without(desired, session.arguments());
    }

    private static Desired scaled(Desired desired, Arguments arguments) {
        return Scaling.apply(desired, Scaling.parse("--scale", arguments.list(SCALE)));
    }

    private static Desired without(Desired desired, Arguments arguments) {
        return arguments.has(NO_DEPS) ? Scaling.only(desired, arguments.operands()) : desired;
    }
}
