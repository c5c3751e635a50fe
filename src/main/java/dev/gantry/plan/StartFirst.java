package dev.gantry.plan;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.HealthCheck;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Decides which containers that are recreated stay until the new ones are ready: those of services
 * with a health check of their own, and where {@code deploy.update_config.order} says {@code
 * start-first}; not where it says {@code stop-first}, and not where there can be but one.
 */
final class StartFirst {
    private static final String ORDER = "order";

    /** Whose namespaces and volumes each service uses. */
    private final SequencedMap<String, SequencedSet<String>> sharing;

    private final SequencedMap<String, Verdict.OfNetwork> networks;
    private final Set<String> ending;
    private final List<Verdict.OfService> all;
    private final List<Problem> notices = new ArrayList<>();

    /**
     * @param notices where the files ask for it and cannot have it
     */
    record Decided(List<Verdict.OfService> services, List<Problem> notices) {}

    private StartFirst(
            SequencedMap<String, SequencedSet<String>> sharing,
            SequencedMap<String, Verdict.OfNetwork> networks,
            Set<String> ending,
            List<Verdict.OfService> all) {
        this.sharing = sharing;
        this.networks = networks;
        this.ending = ending;
        this.all = all;
    }

    /**
     * @param ending the services that somebody waits for to end
     */
    static Decided decide(
            Project project,
            SequencedMap<String, Verdict.OfNetwork> networks,
            Set<String> ending,
            List<Verdict.OfService> services) {
        if (services.stream().noneMatch(StartFirst::isRecreated)) {
            return new Decided(services, List.of());
        }
        StartFirst rule = new StartFirst(Sharing.before(project), networks, ending, services);
        List<Verdict.OfService> decided = services.stream().map(rule::decide).toList();
        return new Decided(decided, List.copyOf(rule.notices));
    }

    private static boolean isRecreated(Verdict.OfService verdict) {
        return verdict.containers().stream().anyMatch(one -> one.fate() == Verdict.Fate.RECREATE);
    }

    private Verdict.OfService decide(Verdict.OfService verdict) {
        boolean meant =
                switch (order(verdict.service()).text(ORDER)) {
                    case "start-first" -> true;
                    case "stop-first" -> false;
                    default ->
                            verdict.service().healthCheck().origin() == HealthCheck.Origin.DECLARED;
                };
        return meant ? succeeded(verdict) : verdict;
    }

    private static Fields order(Service service) {
        return Fields.of(service.canonical()).map("deploy").map("update_config");
    }

    private Verdict.OfService succeeded(Verdict.OfService verdict) {
        List<Verdict.OfContainer> containers = new ArrayList<>();
        String obstacle = "";
        for (Verdict.OfContainer one : verdict.containers()) {
            boolean candidate =
                    one.fate() == Verdict.Fate.RECREATE
                            && one.container().state().equals("running");
            String against = candidate ? obstacle(verdict.service(), one.container()) : "";
            obstacle = obstacle.isEmpty() ? against : obstacle;
            containers.add(candidate && against.isEmpty() ? succeeded(one) : one);
        }
        if (!obstacle.isEmpty()) {
            tell(verdict.service(), obstacle);
        }
        return new Verdict.OfService(
                verdict.service(), containers, verdict.missing(), verdict.missingCause());
    }

    private static Verdict.OfContainer succeeded(Verdict.OfContainer one) {
        return new Verdict.OfContainer(one.container(), Verdict.Fate.SUCCEED, one.cause());
    }

    /** In words, how long an old container stays. */
    static String until(Service service) {
        return "the old one stays until the new one "
                + switch (service.healthCheck().origin()) {
                    case DECLARED -> "is healthy";
                    case IMAGE -> "is ready";
                    case DISABLED -> "runs";
                };
    }

    /** Only where it was asked for in so many words. */
    private void tell(Service service, String obstacle) {
        MapNode order = order(service).node();
        if (order.has(ORDER)) {
            notices.add(
                    Problem.warning(
                            order.keyLocation(ORDER),
                            "service \""
                                    + service.name()
                                    + "\" cannot start first: "
                                    + obstacle
                                    + ", so the old container stops before the new one starts",
                            "order: stop-first says that this is meant"));
        }
    }

    /** Why the old container cannot stay beside the new one; empty where it can. */
    private String obstacle(Service service, Observed.Container old) {
        String single = OnlyOne.because(service);
        if (!single.isEmpty()) {
            return single;
        }
        if (ending.contains(service.name())) {
            return "others wait for it to end";
        }
        for (Verdict.OfNetwork network : networks.values()) {
            if (!network.replaces().isEmpty() && old.networks().containsValue(network.replaces())) {
                return "its network " + network.network().name() + " is made anew";
            }
        }
        if (old.volumes().stream().anyMatch(ContainerMounts::isGenerated)) {
            return "the new container inherits a volume without a name from the old one";
        }
        return companion(service);
    }

    /** Another service whose containers hang on this one's. */
    private String companion(Service service) {
        for (var shared : sharing.entrySet()) {
            if (shared.getValue().contains(service.name())) {
                return "service " + shared.getKey() + " shares its namespaces or volumes";
            }
            if (shared.getKey().equals(service.name()) && !shared.getValue().isEmpty()) {
                return "it shares namespaces with service " + shared.getValue().getFirst();
            }
        }
        for (Verdict.OfService other : all) {
            boolean restarts =
                    other.containers().stream().anyMatch(one -> one.fate() == Verdict.Fate.RESTART);
            for (Dependency dependency : other.service().dependsOn()) {
                if (restarts
                        && dependency.restart()
                        && dependency.service().equals(service.name())) {
                    return "service " + other.service().name() + " restarts with it";
                }
            }
        }
        return "";
    }
}
