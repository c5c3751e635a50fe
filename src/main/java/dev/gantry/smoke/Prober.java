package dev.gantry.smoke;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Timekeeper;
import dev.gantry.diag.OperationException;
import dev.gantry.fleet.Conditions;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.SmokeCheck;
import dev.gantry.smoke.CheckResult.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tries checks until they pass or their time is up. Thread-safe.
 *
 * @param pause lets time pass between two attempts; false when there is to be no other
 * @param patience for checks that do not say how long they are tried
 */
public record Prober(
        EngineSource engines,
        Timekeeper time,
        Predicate<Duration> pause,
        Conditions conditions,
        Duration patience) {
    private static final Duration BETWEEN = Duration.ofMillis(500);

    /** The kind, and the name, of the check that every deployment has. */
    public static final String CONTAINERS = "containers";

    /** The result of one of the deployment's own checks. Its host answers. */
    public CheckResult result(Deployment deployment, SmokeCheck check) {
        Site site = new Site(deployment, engines);
        Optional<String> against = conditions.against(deployment, check.when());
        if (against.isPresent()) {
            return untried(deployment, check, Ending.SKIPPED, against.get());
        }
        if (check.question() instanceof SmokeCheck.Command it && !site.hasService(it.service())) {
            boolean off = deployment.project().disabledServices().contains(it.service());
            return off
                    ? untried(
                            deployment,
                            check,
                            Ending.SKIPPED,
                            "service " + it.service() + " is switched off by its profile")
                    : untried(deployment, check, Ending.FAILED, site.noService(it.service()));
        }
        return tried(
                deployment.id(),
                check.name(),
                check.question().kind(),
                check.timeout().isZero() ? patience : check.timeout(),
                probe(site, check.question()));
    }

    /** The one result of a deployment whose host does not answer. */
    public static CheckResult unreachable(Deployment deployment, OperationException why) {
        return CheckResult.untried(
                deployment.id(),
                CONTAINERS,
                CONTAINERS,
                Ending.FAILED,
                "host " + deployment.host().name() + " cannot be reached: " + why.reason());
    }

    private static CheckResult untried(
            Deployment deployment, SmokeCheck check, Ending ending, String reason) {
        return CheckResult.untried(
                deployment.id(), check.name(), check.question().kind(), ending, reason);
    }

    private Probe probe(Site site, SmokeCheck.Question question) {
        return switch (question) {
            case SmokeCheck.Http it ->
                    limit -> new HttpProbe(it, site.way(it.address()), time).fault(limit);
            case SmokeCheck.Tcp it ->
                    limit -> new TcpProbe(site.way(it.address()), time).fault(limit);
            case SmokeCheck.Command it ->
                    limit -> new CommandProbe(it, site.calls(it.service()), time).fault(limit);
        };
    }

    /**
     * Whether every service of the deployment has its containers, and none is unwell.
     *
     * @param ending the services that somebody waits for to end
     */
    public CheckResult containers(Deployment deployment, Set<String> ending) {
        return tried(
                deployment.id(),
                CONTAINERS,
                CONTAINERS,
                patience,
                _ -> fault(states(deployment, ending)));
    }

    /** What its containers are at the moment. */
    public List<ServiceState> states(Deployment deployment, Set<String> ending) {
        return new ServiceStates(deployment, ending)
                .of(
                        new Site(deployment, engines).containers(),
                        engines.engine(deployment.host()).images());
    }

    private static Optional<String> fault(List<ServiceState> states) {
        List<String> faults =
                states.stream()
                        .filter(one -> !one.fault().isEmpty())
                        .map(one -> one.service() + " " + one.fault())
                        .toList();
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", faults));
    }

    /** Pauses count by their own length, too: not every clock goes on. */
    private CheckResult tried(
            String deployment, String name, String kind, Duration timeout, Probe probe) {
        long begin = time.nanos();
        Duration waited = Duration.ZERO;
        String reason = "";
        for (int attempts = 1; ; attempts++) {
            Duration took = Duration.ofNanos(time.nanos() - begin);
            Optional<String> fault = attempt(probe, timeout.minus(took));
            took = Duration.ofNanos(time.nanos() - begin);
            waited = waited.plus(BETWEEN);
            reason = telling(reason, fault.orElse(""));
            boolean over = longer(took.plus(BETWEEN), waited).compareTo(timeout) >= 0;
            if (fault.isEmpty() || over || !pause.test(BETWEEN)) {
                Ending ending = fault.isEmpty() ? Ending.PASSED : Ending.FAILED;
                return new CheckResult(deployment, name, kind, ending, took, attempts, reason);
            }
        }
    }

    /** The last attempt has the least time: what one before has found out says more. */
    private static String telling(String before, String now) {
        return now.equals(Leash.LATE) && !before.isEmpty() ? before : now;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Optional<String> attempt(Probe probe, Duration limit) {
        try {
            return probe.fault(limit);
        } catch (IOException failed) {
            return Optional.of(words(failed));
        } catch (OperationException refused) {
            return Optional.of(refused.reason());
        }
    }

    private static String words(IOException failed) {
        String message = failed.getMessage();
        return message == null ? "the connection was closed" : message;
    }
}
