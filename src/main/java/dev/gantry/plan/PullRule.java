package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Fields;
import dev.gantry.fleet.Deployment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Decides whether an image is fetched or built. One that the engine lacks is wanted only when a
 * container has to be made from it.
 *
 * @see <a href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/build.go">
 *     ensureImagesExists</a>
 */
record PullRule(Deployment deployment, HostView host, UpOptions options) {

    /** How a service gets its image, and why. */
    record Supply(Action action, Cause cause) {}

    /** What is done for the service's image; empty where nothing is. */
    Optional<Supply> supply(Verdict.OfService verdict) {
        Service service = verdict.service();
        boolean missing = verdict.makesContainers() && isMissing(service);
        if (builds(service) && isForced(service)) {
            return missing || !options.pulled()
                    ? Optional.of(build(service, forced(), false))
                    : Optional.empty();
        }
        if (service.scale() == 0) {
            return Optional.empty();
        }
        return switch (policy(service)) {
            case ALWAYS ->
                    missing || (!options.pulled() && !isOnlyBuilt(service))
                            ? Optional.of(fetch(service, always()))
                            : Optional.empty();
            case MISSING, DAILY, WEEKLY -> missing ? fetchMissing(service) : Optional.empty();
            case NEVER ->
                    missing && builds(service)
                            ? Optional.of(build(service, "not on this host yet", false))
                            : Optional.empty();
        };
    }

    private Optional<Supply> fetchMissing(Service service) {
        return isOnlyBuilt(service) && !builds(service)
                ? Optional.empty()
                : Optional.of(fetch(service, "not on this host yet"));
    }

    private Supply fetch(Service service, String why) {
        return builds(service)
                ? build(service, why, !isOnlyBuilt(service))
                : new Supply(
                        new Action.PullImage(service.image(), service.platform()), Cause.of(why));
    }

    private Supply build(Service service, String why, boolean orPulled) {
        return new Supply(
                new Action.BuildImage(deployment.id(), service, BuildOptions.usual(), orPulled),
                Cause.of(why));
    }

    /** The builds without which others could not be done: of images that are their contexts. */
    SequencedMap<String, Supply> needed(SequencedMap<String, Supply> supplies) {
        SequencedMap<String, Supply> more = new LinkedHashMap<>();
        Deque<Service> next = new ArrayDeque<>();
        supplies.values().forEach(one -> addBuilt(one, next));
        while (!next.isEmpty()) {
            Service service = next.pop();
            for (String name : Sources.contexts(service)) {
                Service other = deployment.project().services().get(name);
                if (other != null
                        && builds(other)
                        && isMissing(other)
                        && !supplies.containsKey(name)
                        && !more.containsKey(name)) {
                    more.put(name, build(other, "needed to build " + service.name(), false));
                    next.push(other);
                }
            }
        }
        return more;
    }

    private static void addBuilt(Supply supply, Deque<Service> services) {
        if (supply.action() instanceof Action.BuildImage build) {
            services.push(build.service());
        }
    }

    /** Why the service cannot be brought up; empty when it can. */
    String obstacle(Verdict.OfService verdict) {
        Service service = verdict.service();
        if (!verdict.makesContainers() || !isMissing(service) || builds(service)) {
            return "";
        }
        String what = "image \"" + service.image() + "\" of service " + service.name();
        if (isOnlyBuilt(service)) {
            return what
                    + " is built from source and is not on host "
                    + host.name()
                    + ", and --no-build says that nothing is built";
        }
        return policy(service) == Service.PullPolicy.NEVER
                ? what
                        + " is not on host "
                        + host.name()
                        + " and must not be pulled: load it there (docker load)"
                : "";
    }

    List<Problem> notices(Verdict.OfService verdict) {
        Service service = verdict.service();
        return switch (policy(service)) {
            case ALWAYS, MISSING, NEVER -> List.of();
            case DAILY, WEEKLY ->
                    List.of(
                            Problem.warning(
                                    service.canonical().location(),
                                    "the age of image \""
                                            + service.image()
                                            + "\" is not looked at: it is only pulled where it is"
                                            + " missing",
                                    "--pull always pulls it now"));
        };
    }

    private Service.PullPolicy policy(Service service) {
        return switch (options.pull()) {
            case POLICY -> service.pullPolicy();
            case ALWAYS -> Service.PullPolicy.ALWAYS;
            case MISSING -> Service.PullPolicy.MISSING;
            case NEVER -> Service.PullPolicy.NEVER;
        };
    }

    private String always() {
        return options.pull() == UpOptions.Pull.ALWAYS
                ? "asked for with --pull always"
                : "its pull_policy is always";
    }

    private String forced() {
        return options.build() == UpOptions.Build.ALL
                ? "asked for with --build"
                : "its pull_policy is build";
    }

    private boolean builds(Service service) {
        return service.built() && options.build() != UpOptions.Build.NONE;
    }

    private boolean isForced(Service service) {
        return options.build() == UpOptions.Build.ALL
                || (options.pull() == UpOptions.Pull.POLICY
                        && Fields.of(service.canonical()).text("pull_policy").equals("build"));
    }

    private boolean isMissing(Service service) {
        return host.imageId(service.image()).isEmpty();
    }

    /** No registry has the image: the name is one that Compose made up for the result. */
    private static boolean isOnlyBuilt(Service service) {
        return service.built() && !service.canonical().has("image");
    }
}
