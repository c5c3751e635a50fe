package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.fleet.Desired;
import java.util.List;

/** {@code gantry events}. */
final class EventsCommand implements Command {
    private static final Option SINCE =
            Option.one("since", "TIME", "Also what happened from this time, or this long ago, on");
    private static final Option UNTIL =
            Option.one("until", "TIME", "Up to this time, or this long ago");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.EVENTS,
                "[SERVICE...]",
                List.of(
                        "What happens to the containers of all hosts, until Ctrl-C. What has happened already",
                        "comes in the order of time, over all hosts. --json prints one object a line."),
                List.of(SINCE, UNTIL),
                List.of(
                        new Manual.Example(
                                "gantry events --since 1h --until 0s", "of the last hour"),
                        new Manual.Example("gantry events --json web", "for a program")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        Moments moments = Moments.of(session);
        String since = moments.parse(SINCE, arguments.text(SINCE));
        String until = moments.parse(UNTIL, arguments.text(UNTIL));
        Desired desired = session.desired(List.of());
        ServiceNames.of(arguments.operands(), desired);
        try (EngineSource engines = session.engines()) {
            MergedEvents events = new MergedEvents(session, engines, desired);
            String now = moments.text();
            boolean past = !until.isEmpty() && Moments.compare(until, now) <= 0;
            if (!since.isEmpty()) {
                events.past(since, past ? until : now);
            }
            if (!past) {
                events.follow(now, until);
            }
            return session.invocation().cancellation().cancelled()
                    ? ExitCode.CANCELLED
                    : events.exitCode();
        }
    }
}
