package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.GrantedFiles;
import dev.gantry.plan.UpOptions;
import dev.gantry.plan.UpOptions.Pull;
import dev.gantry.plan.UpOptions.Recreate;
import java.util.List;

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

    static final List<Option> OPTIONS =
            List.of(FORCE_RECREATE, NO_DEPS, NO_RECREATE, PULL, REMOVE_ORPHANS, SCALE);

    private UpFlags() {}

    static UpOptions of(Arguments arguments) {
        return new UpOptions(
                recreate(arguments),
                arguments.choice(PULL, Pull.values(), Pull.POLICY),
                arguments.has(REMOVE_ORPHANS),
                false);
    }

    private static Recreate recreate(Arguments arguments) {
        boolean all = arguments.has(FORCE_RECREATE);
        boolean none = arguments.has(NO_RECREATE);
        if (all && none) {
            throw new UsageException(
                    "--force-recreate and --no-recreate contradict each other", "");
        }
        return all ? Recreate.ALL : none ? Recreate.NONE : Recreate.DIVERGED;
    }

    /** What the files ask for, with {@code --scale} applied. */
    static Desired desired(Session session) {
        Arguments arguments = session.arguments();
        Desired desired = session.desired(arguments.operands());
        GrantedFiles.require(desired);
        Desired scaled = Scaling.apply(desired, Scaling.parse("--scale", arguments.list(SCALE)));
        return arguments.has(NO_DEPS) ? Scaling.only(scaled, arguments.operands()) : scaled;
    }
}
