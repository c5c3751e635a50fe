package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.diag.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an image is fetched. One that the engine lacks is fetched only when a container
 * has to be made from it.
 */
record PullRule(HostView host, UpOptions options) {

    /** Why the service's image is fetched; empty where it is not. */
    Optional<Cause> cause(Verdict.OfService verdict) {
        Service service = verdict.service();
        if (isOnlyBuilt(service) || service.scale() == 0) {
            return Optional.empty();
        }
        boolean missing = verdict.makesContainers() && isMissing(service);
        return switch (policy(service)) {
            case ALWAYS ->
                    missing || !options.pulled()
                            ? Optional.of(Cause.of(always()))
                            : Optional.empty();
            case MISSING, DAILY, WEEKLY ->
                    missing ? Optional.of(Cause.of("not on this host yet")) : Optional.empty();
            case NEVER -> Optional.empty();
        };
    }

    /** Why the service cannot be brought up; empty when it can. */
    String obstacle(Verdict.OfService verdict) {
        Service service = verdict.service();
        if (!verdict.makesContainers() || !isMissing(service)) {
            return "";
        }
        String what = "image \"" + service.image() + "\" of service " + service.name();
        if (isOnlyBuilt(service)) {
            return what
                    + " is built from source and is not on host "
                    + host.name()
                    + ": build it there (docker compose build "
                    + service.name()
                    + "); this version of Gantry does not build images";
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

    private boolean isMissing(Service service) {
        return host.imageId(service.image()).isEmpty();
    }

    /** No registry has the image: the name is one that Compose made up for the result. */
    private static boolean isOnlyBuilt(Service service) {
        return service.built() && !service.canonical().has("image");
    }
}
