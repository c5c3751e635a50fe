package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.fleet.Deployment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The steps of {@code pull}.
 *
 * @see <a href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/pull.go">pull.go</a>
 */
final class PullGraph {
    private final PullOptions options;
    private final Set<String> services;
    private final Draft draft = new Draft();
    private final Set<List<String>> fetched = new LinkedHashSet<>();

    PullGraph(PullOptions options, Set<String> services) {
        this.options = options;
        this.services = services;
    }

    List<Step> steps() {
        return draft.steps();
    }

    void add(Deployment deployment, HostView host) {
        for (Service service : deployment.project().services().values()) {
            boolean chosen = services.isEmpty() || services.contains(service.name());
            if (chosen
                    && isWanted(service, !host.imageId(service.image()).isEmpty())
                    && fetched.add(List.of(host.name(), service.image(), service.platform()))) {
                draft.add(
                        new Draft.Subject(host.name(), deployment.id(), service.name()),
                        new Action.PullImage(service.image(), service.platform()),
                        Cause.of("asked for with pull"),
                        List.of());
            }
        }
    }

    private boolean isWanted(Service service, boolean there) {
        Fields fields = Fields.of(service.canonical());
        boolean named = fields.has("image") && !fields.text("pull_policy").equals("build");
        if (!named || (service.built() && options.ignoreBuildable())) {
            return false;
        }
        return switch (options.policy()) {
            case ALWAYS -> true;
            case MISSING -> !there;
            case NEVER -> false;
            case POLICY ->
                    switch (service.pullPolicy()) {
                        case NEVER -> false;
                        case ALWAYS, DAILY, WEEKLY -> true;
                        case MISSING -> !there || !isDeclared(service);
                    };
        };
    }

    /** A policy that nobody wrote does not keep an explicit pull from fetching what is newer. */
    private static boolean isDeclared(Service service) {
        return service.canonical().has("pull_policy");
    }
}
