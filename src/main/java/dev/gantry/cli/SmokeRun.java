package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.show.Amount;
import dev.gantry.diag.OperationException;
import dev.gantry.engine.EngineVersion;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.SmokeCheck;
import dev.gantry.plan.Wants;
import dev.gantry.smoke.CheckResult;
import dev.gantry.smoke.Prober;
import dev.gantry.smoke.ServiceState;
import dev.gantry.smoke.SmokeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** All checks of all deployments at once, with a line as soon as one has ended. */
final class SmokeRun {
    private final Session session;
    private final Desired desired;
    private final EngineSource engines;
    private final Prober prober;
    private final Wants wants;
    private final AtomicInteger ended = new AtomicInteger();

    SmokeRun(Session session, Desired desired, EngineSource engines, Prober prober) {
        this.session = session;
        this.desired = desired;
        this.engines = engines;
        this.prober = prober;
        this.wants = new Wants(desired.deployments());
    }

    SmokeReport report() {
        Instant started = session.invocation().clock().instant();
        SequencedMap<String, Host> hosts = new LinkedHashMap<>();
        desired.deployments().forEach(one -> hosts.put(one.host().name(), one.host()));
        AtOnce<EngineVersion> versions = AtOnce.ask(hosts, host -> engines.engine(host).version());
        List<CheckResult> checks = checks(versions.failures());
        List<ServiceState> services = services(versions.failures().keySet());
        Instant end = session.invocation().clock().instant();
        return new SmokeReport(
                desired.fleet().name(),
                VersionCommand.NUMBER,
                started,
                Duration.between(started, end),
                hosts.keySet().stream().map(name -> found(name, versions)).toList(),
                checks,
                services);
    }

    private static SmokeReport.HostFound found(String name, AtOnce<EngineVersion> versions) {
        EngineVersion version = versions.results().get(name);
        OperationException silent = versions.failures().get(name);
        return version == null
                ? new SmokeReport.HostFound(name, "", "", silent == null ? "" : silent.reason())
                : new SmokeReport.HostFound(name, version.engine(), version.api().text(), "");
    }

    private List<CheckResult> checks(SequencedMap<String, OperationException> silent) {
        SequencedMap<String, Supplier<CheckResult>> all = new LinkedHashMap<>();
        for (Deployment one : desired.deployments()) {
            OperationException why = silent.get(one.host().name());
            Set<String> ending = wants.ending(one);
            put(
                    all,
                    why == null
                            ? () -> prober.containers(one, ending)
                            : () -> Prober.unreachable(one, why));
            if (why == null) {
                for (SmokeCheck check : one.stack().checks()) {
                    put(all, () -> prober.result(one, check));
                }
            }
        }
        int many = all.size();
        return new ArrayList<>(
                AtOnce.ask(all, one -> told(one.get(), many)).results().sequencedValues());
    }

    private static void put(
            SequencedMap<String, Supplier<CheckResult>> all, Supplier<CheckResult> check) {
        all.put(Integer.toString(all.size()), check);
    }

    private synchronized CheckResult told(CheckResult result, int many) {
        int number = ended.incrementAndGet();
        if (session.tellsProgress()) {
            session.console().say("[" + number + "/" + many + "] " + words(result));
        }
        return result;
    }

    private static String words(CheckResult result) {
        String reason = result.reason().isEmpty() ? "" : ": " + result.reason();
        return result.deployment()
                + ": "
                + result.check()
                + ": "
                + result.ending().word()
                + " in "
                + Amount.time(result.took())
                + reason;
    }

    private List<ServiceState> services(Set<String> silent) {
        SequencedMap<String, Deployment> reached = new LinkedHashMap<>();
        for (Deployment one : desired.deployments()) {
            if (!silent.contains(one.host().name())) {
                reached.put(one.id(), one);
            }
        }
        return AtOnce.ask(reached, one -> prober.states(one, wants.ending(one)))
                .results()
                .sequencedValues()
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
