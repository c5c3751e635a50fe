package dev.gantry.cli;

import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.GrantedFiles;
import dev.gantry.plan.UpOptions;
import dev.gantry.plan.UpOptions.Pull;
import dev.gantry.plan.UpOptions.Recreate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

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

    static final List<Option> OPTIONS =
            List.of(FORCE_RECREATE, NO_RECREATE, PULL, REMOVE_ORPHANS, SCALE);

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
        return Scaling.apply(desired, scales(arguments));
    }

    private static SequencedMap<String, Integer> scales(Arguments arguments) {
        SequencedMap<String, Integer> scales = new LinkedHashMap<>();
        arguments.pairs(SCALE).forEach((service, number) -> scales.put(service, number(number)));
        return scales;
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new UsageException(
                "--scale wants SERVICE=NUM, not \"" + text + "\" as the number", "");
    }
}
