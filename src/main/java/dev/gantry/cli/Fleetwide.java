package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.show.Table;
import dev.gantry.diag.OperationException;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import dev.gantry.plan.ComposeLabels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The containers of a fleet's deployments, as the engines tell: one call to each engine, all at the
 * same time.
 *
 * @param silent host to what went wrong, for engines that did not answer
 */
record Fleetwide(
        List<Found> containers, SequencedMap<String, OperationException> silent, int hosts) {

    /** One container, and whose it is. */
    record Found(Deployment deployment, ContainerSummary container) {

        String service() {
            return container.labels().getOrDefault(ComposeLabels.SERVICE, "");
        }

        /** Among those of its service, from 1. */
        int number() {
            String text = container.labels().getOrDefault(ComposeLabels.NUMBER, "");
            return text.isEmpty() || !text.chars().allMatch(Character::isDigit)
                    ? 1
                    : Integer.parseInt(text);
        }

        String host() {
            return deployment.host().name();
        }

        /** Whether {@code run} made it. */
        boolean oneOff() {
            return "True".equals(container.labels().get(ComposeLabels.ONE_OFF));
        }

        /** How the host's engine is asked about it. */
        ContainerCalls calls(EngineSource engines) {
            return engines.engine(deployment.host()).on(container.id());
        }

        /** Running, paused or about to run again. */
        boolean up() {
            return switch (container.state()) {
                case "running", "paused", "restarting" -> true;
                default -> false;
            };
        }
    }

    static Fleetwide of(Desired desired, EngineSource engines) {
        try (Asking<Host, List<ContainerSummary>> asking = asking(engines)) {
            return of(desired, asking);
        }
    }

    /** The question to each engine, to be asked as soon as its host is known. */
    static Asking<Host, List<ContainerSummary>> asking(EngineSource engines) {
        return new Asking<>(
                host -> engines.engine(host).containers(List.of(ComposeLabels.PROJECT)),
                AtOnce.THREADS);
    }

    /** The same; those engines that were not asked yet are asked now. */
    static Fleetwide of(Desired desired, Asking<Host, List<ContainerSummary>> asking) {
        SequencedMap<String, Host> hosts = new LinkedHashMap<>();
        desired.deployments().forEach(one -> hosts.put(one.host().name(), one.host()));
        AtOnce<List<ContainerSummary>> answers = asking.answers(hosts);
        List<Found> found = new ArrayList<>();
        for (Deployment deployment : desired.deployments()) {
            found.addAll(
                    of(
                            deployment,
                            answers.results().getOrDefault(deployment.host().name(), List.of())));
        }
        return new Fleetwide(found, answers.failures(), hosts.size());
    }

    private static List<Found> of(Deployment deployment, List<ContainerSummary> containers) {
        String project = deployment.project().name();
        return containers.stream()
                .filter(one -> project.equals(one.labels().get(ComposeLabels.PROJECT)))
                .map(one -> new Found(deployment, one))
                .sorted(Fleetwide::compare)
                .toList();
    }

    /** By service, then by number. */
    private static int compare(Found one, Found other) {
        int byService = one.service().compareTo(other.service());
        return byService != 0 ? byService : Integer.compare(one.number(), other.number());
    }

    /** The closing table of {@code up}. */
    void print(Console console) {
        Table table = new Table("HOST", "STACK", "SERVICE", "STATE", "HEALTH", "PORTS");
        for (Found one : containers) {
            table.row(
                    one.deployment().host().name(),
                    one.deployment().stack().name(),
                    one.service(),
                    one.container().state(),
                    one.container().health(),
                    Ports.text(one));
        }
        if (!table.isEmpty()) {
            console.print(table.text());
        }
    }

    /** Tells which hosts said nothing; how that ends the command. */
    ExitCode told(Console console) {
        silent.forEach(console::unreachable);
        return exitCode();
    }

    /** With what a command ends that asked all hosts. */
    ExitCode exitCode() {
        if (silent.isEmpty()) {
            return ExitCode.DONE;
        }
        return silent.size() < hosts ? ExitCode.PARTLY : ExitCode.FAILED;
    }
}
