package dev.gantry.plan;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.Service;
import dev.gantry.fleet.Deployment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps of {@code build}: every image once a host, and where asked for sent to its registry
 * from the first host that has it.
 *
 * @see <a href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/build.go">build.go</a>
 */
final class BuildGraph {

    /**
     * How {@code build} is asked for.
     *
     * @param services only these; empty for all
     * @param dependencies whether what these depend on is built, too
     * @param push whether the images are sent to their registries
     */
    record Asked(BuildOptions options, Set<String> services, boolean dependencies, boolean push) {}

    private final Asked asked;
    private final Draft draft = new Draft();
    private final Map<List<String>, Integer> built = new LinkedHashMap<>();
    private final Set<String> pushed = new LinkedHashSet<>();

    BuildGraph(Asked asked) {
        this.asked = asked;
    }

    List<Step> steps() {
        return draft.steps();
    }

    void add(Deployment deployment, HostView host) {
        List<Service> chosen = chosen(deployment);
        for (Service service : chosen) {
            built.computeIfAbsent(key(host, service), key -> build(deployment, host, service));
        }
        for (Service service : chosen) {
            order(deployment, host, service);
            push(deployment, host, service);
        }
    }

    private void order(Deployment deployment, HostView host, Service service) {
        Integer step = built.get(key(host, service));
        for (String name : new Sources(deployment.project()).before(service)) {
            Service other = deployment.project().services().get(name);
            Integer before = other == null ? step : built.get(key(host, other));
            if (step != null && before != null && !step.equals(before)) {
                draft.order(step, before);
            }
        }
    }

    private static List<String> key(HostView host, Service service) {
        return List.of(host.name(), service.image(), service.platform());
    }

    private int build(Deployment deployment, HostView host, Service service) {
        return draft.add(
                new Draft.Subject(host.name(), deployment.id(), service.name()),
                new Action.BuildImage(deployment.id(), service, asked.options(), false),
                Cause.of("asked for with build"),
                List.of());
    }

    /** An image whose name Compose made up is of no registry. */
    private void push(Deployment deployment, HostView host, Service service) {
        Integer step = built.get(key(host, service));
        if (asked.push() && step != null && service.canonical().has("image")) {
            for (String image : PushGraph.names(service)) {
                if (pushed.add(image)) {
                    draft.add(
                            new Draft.Subject(host.name(), deployment.id(), service.name()),
                            new Action.PushImage(image),
                            Cause.of("asked for with --push"),
                            List.of(step));
                }
            }
        }
    }

    /** Those that can be built, with the images that they are built from. */
    private List<Service> chosen(Deployment deployment) {
        Set<String> names = new LinkedHashSet<>();
        Deque<String> next =
                new ArrayDeque<>(
                        asked.services().isEmpty()
                                ? deployment.project().services().sequencedKeySet()
                                : asked.services());
        while (!next.isEmpty()) {
            String name = next.pop();
            Service service = deployment.project().services().get(name);
            if (service != null && names.add(name)) {
                next.addAll(from(service));
            }
        }
        List<Service> chosen = new ArrayList<>();
        deployment.project().services().values().stream()
                .filter(service -> names.contains(service.name()) && service.built())
                .forEach(chosen::add);
        return chosen;
    }

    private Collection<String> from(Service service) {
        List<String> names = new ArrayList<>(Sources.contexts(service));
        if (asked.dependencies()) {
            service.dependsOn().stream().map(Dependency::service).forEach(names::add);
        }
        return names;
    }
}
