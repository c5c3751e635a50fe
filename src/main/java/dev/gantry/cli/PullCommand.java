package dev.gantry.cli;

import dev.gantry.plan.Planner;
import dev.gantry.plan.PullOptions;
import dev.gantry.plan.UpOptions;
import java.util.List;

/** {@code gantry pull}. */
final class PullCommand implements Command {
    private static final Option IGNORE_BUILDABLE =
            Option.flag("ignore-buildable", "Leave out services that can be built");
    private static final Option IGNORE_FAILURES =
            Option.flag("ignore-pull-failures", "End well even where some cannot be fetched");
    private static final Option INCLUDE_DEPS =
            Option.flag("include-deps", "Also for what the named services depend on");
    private static final Option POLICY =
            Option.one("policy", "WHEN", "For all services: missing or always");

    private enum Policy {
        MISSING,
        ALWAYS,
        OWN
    }

    @Override
    public Manual manual() {
        return new Manual(
                Verb.PULL,
                "[SERVICE...]",
                List.of(
                        "Each host fetches what its services need, all hosts at once; an image that several",
                        "services have is fetched once. Running containers stay as they are until `gantry up`."),
                List.of(IGNORE_BUILDABLE, IGNORE_FAILURES, INCLUDE_DEPS, POLICY, Session.QUIET),
                List.of(
                        new Manual.Example(
                                "gantry pull --policy missing", "before going offline")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        PullOptions options = new PullOptions(policy(arguments), arguments.has(IGNORE_BUILDABLE));
        return new Transfer(session, "Nothing to pull.", INCLUDE_DEPS, IGNORE_FAILURES)
                .run((desired, observed, named) -> Planner.pull(desired, observed, options, named));
    }

    private static UpOptions.Pull policy(Arguments arguments) {
        Policy policy =
                arguments.choice(POLICY, new Policy[] {Policy.MISSING, Policy.ALWAYS}, Policy.OWN);
        return switch (policy) {
            case MISSING -> UpOptions.Pull.MISSING;
            case ALWAYS -> UpOptions.Pull.ALWAYS;
            case OWN -> UpOptions.Pull.POLICY;
        };
    }
}
