package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.Fleetwide.Found;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.UsageException;
import dev.gantry.fleet.Desired;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The containers that a command line names: the one door for all verbs that look into containers.
 *
 * @param fleet everything that the hosts told
 * @param containers those of the services that were named, all where none was, by host and stack
 */
record Targets(Fleetwide fleet, List<Found> containers) {

    static final Option INDEX =
            Option.one("index", "NUM", "Which container of the service, from 1");

    /** Asks every host of the deployments. Hosts that do not answer are told at once. */
    static Targets of(
            Session session, Desired desired, EngineSource engines, Collection<String> services) {
        Set<String> named = ServiceNames.of(services, desired);
        Fleetwide fleet = Fleetwide.of(desired, engines);
        fleet.silent().forEach(session.console()::unreachable);
        return new Targets(
                fleet,
                fleet.containers().stream()
                        .filter(one -> named.isEmpty() || named.contains(one.service()))
                        .toList());
    }

    /** Those of the services that are the command's operands. */
    static Targets of(Session session, EngineSource engines) {
        return of(session, session.desired(List.of()), engines, session.arguments().operands());
    }

    List<Found> running() {
        return containers.stream().filter(Found::up).toList();
    }

    /** With what the command ends when all else went well. */
    ExitCode exitCode() {
        return fleet.exitCode();
    }

    /**
     * The one container that a service means; those of one-off runs come last.
     *
     * @param index its number in the service, or 0 for the first
     * @throws UsageException where several hosts have the service
     * @throws OperationException where it does not run
     */
    Found one(String service, int index) {
        List<Found> fit =
                running().stream()
                        .filter(one -> index == 0 || one.number() == index)
                        .sorted((one, other) -> Boolean.compare(one.oneOff(), other.oneOff()))
                        .toList();
        if (fit.isEmpty()) {
            throw notRunning(service, index);
        }
        Set<String> hosts = new LinkedHashSet<>(fit.stream().map(Found::host).toList());
        if (hosts.size() > 1) {
            throw new UsageException(
                    "service \"" + service + "\" runs on " + String.join(", ", hosts),
                    "choose one: --host " + hosts.iterator().next());
        }
        return fit.getFirst();
    }

    static OperationException notRunning(String service, int index) {
        return new OperationException(
                index == 0
                        ? "service \"" + service + "\" is not running"
                        : "service \"" + service + "\" is not running container #" + index,
                "`gantry ps -a " + service + "` shows its containers");
    }
}
