package dev.gantry.cli;

import dev.gantry.apply.Pace;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.UpOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** {@code gantry scale}. */
final class ScaleCommand implements Command {

    @Override
    public Manual manual() {
        return new Manual(
                Verb.SCALE,
                "SERVICE=NUM [SERVICE=NUM...]",
                List.of(
                        "Makes or removes containers until there are that many, on each host that has the",
                        "service. The next `gantry up` goes back to what the files say."),
                List.of(UpFlags.NO_DEPS, DeployLocks.TIMEOUT),
                List.of(new Manual.Example("gantry scale worker=3", "three of one service")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        Operands.some(arguments, "the number of containers", "gantry scale worker=3");
        SequencedMap<String, Integer> scales = Scaling.parse("gantry scale", arguments.operands());
        List<String> services = new ArrayList<>(scales.keySet());
        Desired desired = session.checked(services, files -> Scaling.apply(files, scales));
        return new Bringing(session, UpOptions.defaults(), true, Pace.standard())
                .up(arguments.has(UpFlags.NO_DEPS) ? Scaling.only(desired, services) : desired);
    }
}
