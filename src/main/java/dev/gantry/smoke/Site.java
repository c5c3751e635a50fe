package dev.gantry.smoke;

import dev.gantry.apply.EngineSource;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.OperationException;
import dev.gantry.engine.ContainerCalls;
import dev.gantry.engine.ContainerSummary;
import dev.gantry.engine.ContainerSummary.PortBinding;
import dev.gantry.engine.Neighbours;
import dev.gantry.engine.http.Dialer;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.SmokeCheck;
import dev.gantry.plan.ComposeLabels;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Where a deployment runs: its containers, and the ways to what listens there. */
public record Site(Deployment deployment, EngineSource engines) {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** What is asked for is not there; the message says what. */
    static final class AbsentException extends IOException {
        private static final long serialVersionUID = 1L;

        AbsentException(String message) {
            super(message);
        }
    }

    /** All that its project has, one-off runs among them. */
    List<ContainerSummary> containers() {
        String project = ComposeLabels.PROJECT + "=" + deployment.project().name();
        return engines.engine(deployment.host()).containers(List.of(project));
    }

    public boolean hasService(String name) {
        return deployment.project().services().containsKey(name);
    }

    /** In words, for a name that is no service of the stack. */
    public String noService(String name) {
        return "stack "
                + deployment.stack().name()
                + " has no service "
                + name
                + " ("
                + DidYouMean.hint(name, deployment.project().services().keySet())
                + ")";
    }

    /**
     * The way to an address, as it is at the moment.
     *
     * @throws AbsentException when a service does not run, or does not publish the port
     */
    public Dialer way(SmokeCheck.Address address) throws IOException {
        Neighbours neighbours = engines.neighbours(deployment.host());
        if (address.local()) {
            return neighbours.to(Neighbours.ANY, address.port());
        }
        if (!hasService(address.host())) {
            return Neighbours.direct(address.host(), address.port(), CONNECT);
        }
        PortBinding binding = binding(address);
        return neighbours.to(
                isEverywhere(binding.ip()) ? Neighbours.ANY : binding.ip(), binding.publicPort());
    }

    private static boolean isEverywhere(String ip) {
        return ip.isEmpty() || ip.equals("0.0.0.0") || ip.equals("::");
    }

    private PortBinding binding(SmokeCheck.Address address) throws IOException {
        return running(address.host()).ports().stream()
                .filter(port ->
                        port.privatePort() == address.port()
                                && port.publicPort() > 0
                                && port.protocol().equals("tcp"))
                .findFirst()
                .orElseThrow(() ->
                        new AbsentException(
                                "service "
                                        + address.host()
                                        + " does not publish port "
                                        + address.port()
                                        + ": publish it (on 127.0.0.1 is enough), or check by command"));
    }

    /** Whether the service runs, and publishes the port. */
    public boolean runs(SmokeCheck.Address address) {
        try {
            return hasService(address.host()) && binding(address).publicPort() > 0;
        } catch (IOException | OperationException _) {
            return false;
        }
    }

    /** Calls to the first running container of the service. */
    ContainerCalls calls(String service) throws IOException {
        return engines.engine(deployment.host()).on(running(service).id());
    }

    private ContainerSummary running(String service) throws IOException {
        return containers().stream()
                .filter(one -> service.equals(one.labels().get(ComposeLabels.SERVICE)))
                .filter(one -> !"True".equals(one.labels().get(ComposeLabels.ONE_OFF)))
                .filter(one -> one.state().equals("running"))
                .min(Comparator.comparing(ContainerSummary::name))
                .orElseThrow(() -> new AbsentException("service " + service + " does not run"));
    }
}
