package dev.gantry.check;

import dev.gantry.compose.model.Service;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same container name twice on one host, within a stack or between two. */
final class ContainerNames implements Check {

    private record Place(String host, String name) {}

    private record Owner(String who, Location location) {}

    @Override
    public List<Problem> problems(Desired desired) {
        List<Problem> problems = new ArrayList<>();
        Map<Place, Owner> owners = new LinkedHashMap<>();
        for (Deployment one : desired.deployments()) {
            for (Service service : one.project().services().values()) {
                for (int number = 1; number <= service.scale(); number++) {
                    add(one, service, number, owners, problems);
                }
            }
        }
        return problems;
    }

    private static void add(
            Deployment deployment,
            Service service,
            int number,
            Map<Place, Owner> owners,
            List<Problem> problems) {
        String host = deployment.host().name();
        String name = service.containerName(deployment.project().name(), number);
        Owner owner =
                new Owner(deployment.stack().name() + "/" + service.name(), location(service));
        Owner other = owners.putIfAbsent(new Place(host, name), owner);
        if (other != null) {
            problems.add(
                    Problem.error(
                            owner.location(),
                            "two containers of host "
                                    + host
                                    + " would have the name \""
                                    + name
                                    + "\": "
                                    + other.who()
                                    + " ("
                                    + other.location()
                                    + ") and "
                                    + owner.who(),
                            "give one of them another container_name, or none"));
        }
    }

    private static Location location(Service service) {
        return service.canonical().find("container_name").orElse(service.canonical()).location();
    }
}
