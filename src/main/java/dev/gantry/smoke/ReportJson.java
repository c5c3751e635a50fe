package dev.gantry.smoke;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;

/** A report for programs; {@code docs/smoke.md} has the shape. */
public final class ReportJson {
    private static final int FORMAT = 1;

    private ReportJson() {}

    public static MapNode of(SmokeReport report) {
        return Json.object()
                .put("format", Json.of(FORMAT))
                .put("fleet", Json.of(report.fleet()))
                .put("started", Json.of(report.started().toString()))
                .put("took_ms", Json.of(report.took().toMillis()))
                .put("gantry", Json.of(report.version()))
                .put("passed", Json.of(report.passed()))
                .put("hosts", Json.array(report.hosts().stream().map(ReportJson::host).toList()))
                .put("checks", Json.array(report.checks().stream().map(ReportJson::check).toList()))
                .put(
                        "services",
                        Json.array(report.services().stream().map(ReportJson::service).toList()))
                .build();
    }

    private static MapNode host(SmokeReport.HostFound host) {
        return Json.object()
                .put("host", Json.of(host.name()))
                .put("reachable", Json.of(host.reason().isEmpty()))
                .put("engine", Json.of(host.engine()))
                .put("api_version", Json.of(host.api()))
                .put("reason", Json.of(host.reason()))
                .build();
    }

    private static MapNode check(CheckResult check) {
        return Json.object()
                .put("deployment", Json.of(check.deployment()))
                .put("check", Json.of(check.check()))
                .put("kind", Json.of(check.kind()))
                .put("result", Json.of(check.ending().word()))
                .put("took_ms", Json.of(check.took().toMillis()))
                .put("attempts", Json.of(check.attempts()))
                .put("reason", Json.of(check.reason()))
                .build();
    }

    private static MapNode service(ServiceState service) {
        return Json.object()
                .put("deployment", Json.of(service.deployment()))
                .put("service", Json.of(service.service()))
                .put("container", Json.of(service.container()))
                .put("state", Json.of(service.state()))
                .put("health", Json.of(service.health()))
                .put("image", Json.of(service.image()))
                .put("image_id", Json.of(service.imageId()))
                .put("digest", Json.of(service.digest()))
                .put("fault", Json.of(service.fault()))
                .build();
    }
}
