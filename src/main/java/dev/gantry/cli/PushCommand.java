package dev.gantry.cli;

import dev.gantry.plan.Planner;
import java.util.List;

/** {@code gantry push}. */
final class PushCommand implements Command {
    private static final Option IGNORE_FAILURES =
            Option.flag("ignore-push-failures", "End well even where some cannot be sent");
    private static final Option INCLUDE_DEPS =
            Option.flag("include-deps", "Also for what the named services depend on");

    private static final String NOTHING =
            "Nothing to push: no service has both a build and an image.";

    @Override
    public Manual manual() {
        return new Manual(
                Verb.PUSH,
                "[SERVICE...]",
                List.of(
                        "Sends the images of services that have both a build and an image to their",
                        "registries, each once, from the first host that has it. Logins are those of the",
                        "docker CLI (docker login)."),
                List.of(IGNORE_FAILURES, INCLUDE_DEPS, Session.QUIET),
                List.of(new Manual.Example("gantry push web", "after gantry build web")));
    }

    @Override
    public ExitCode run(Session session) {
        return new Transfer(session, NOTHING, INCLUDE_DEPS, IGNORE_FAILURES).run(Planner::push);
    }
}
