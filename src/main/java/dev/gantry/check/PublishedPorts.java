package dev.gantry.check;

import dev.gantry.compose.model.Port;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.ListNode;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same port of one host, published twice: the second container could not start. */
final class PublishedPorts implements Check {

    private record Place(String host, String port, String protocol) {}

    private record Use(String who, String hostIp, Location location) {

        /** Whether both want the port on a common address. */
        boolean meets(Use other) {
            return isEverywhere() || other.isEverywhere() || hostIp.equals(other.hostIp);
        }

        private boolean isEverywhere() {
            return hostIp.isEmpty() || hostIp.equals("0.0.0.0") || hostIp.equals("::");
        }
    }

    @Override
    public List<Problem> problems(Desired desired) {
        List<Problem> problems = new ArrayList<>();
        Map<Place, List<Use>> uses = new LinkedHashMap<>();
        for (Deployment one : desired.deployments()) {
            for (Service service : one.project().services().values()) {
                for (int i = 0; i < service.ports().size(); i++) {
                    Port port = service.ports().get(i);
                    if (isFixed(port) && service.scale() > 0) {
                        add(one, service, i, uses, problems);
                    }
                }
            }
        }
        return problems;
    }

    /** A range, or no number, leaves the engine a choice. */
    private static boolean isFixed(Port port) {
        return !port.published().isEmpty()
                && !port.published().equals("0")
                && port.published().indexOf('-') < 0;
    }

    private static void add(
            Deployment deployment,
            Service service,
            int index,
            Map<Place, List<Use>> uses,
            List<Problem> problems) {
        Port port = service.ports().get(index);
        String host = deployment.host().name();
        String who = deployment.stack().name() + "/" + service.name();
        Use use = new Use(who, port.hostIp(), location(service, index));
        List<Use> others =
                uses.computeIfAbsent(
                        new Place(host, port.published(), port.protocol()),
                        key -> new ArrayList<>());
        String words = "port " + port.published() + "/" + port.protocol() + " of host " + host;
        others.stream().filter(use::meets).forEach(other -> problems.add(twice(words, other, use)));
        if (service.scale() > 1) {
            problems.add(byEach(words, use, service.scale()));
        }
        others.add(use);
    }

    private static Problem twice(String words, Use first, Use second) {
        return Problem.error(
                second.location(),
                words
                        + " is published by "
                        + first.who()
                        + " ("
                        + first.location()
                        + ") and by "
                        + second.who(),
                "give one of them another port");
    }

    private static Problem byEach(String words, Use use, int scale) {
        return Problem.error(
                use.location(),
                words + " is published by each of the " + scale + " containers of " + use.who(),
                "leave the published port out, or give a range");
    }

    private static Location location(Service service, int index) {
        return service.canonical().get("ports") instanceof ListNode ports
                        && index < ports.items().size()
                ? ports.items().get(index).location()
                : service.canonical().location();
    }
}
