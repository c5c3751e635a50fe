package dev.gantry.smoke;

import dev.gantry.smoke.CheckResult.Ending;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A report to read, in Markdown. */
public final class ReportPage {
    private final StringBuilder page = new StringBuilder();

    private ReportPage() {}

    public static String of(SmokeReport report) {
        return new ReportPage().write(report);
    }

    private String write(SmokeReport report) {
        page.append("# Smoke test of ").append(report.fleet()).append("\n\n");
        page.append(report.passed() ? "**Passed**" : "**Failed**")
                .append(": ")
                .append(summary(report))
                .append(".\n\nStarted ")
                .append(report.started().truncatedTo(ChronoUnit.SECONDS))
                .append(", took ")
                .append(report.took().toMillis())
                .append(" ms, Gantry ")
                .append(report.version())
                .append(".\n");
        section("Checks", "stack@host", "check", "kind", "result", "ms", "attempts", "reason");
        report.checks().forEach(this::check);
        section("Containers", "stack@host", "service", "container", "state", "health", "fault");
        report.services().forEach(this::service);
        section("Images", "stack@host", "service", "image", "id", "digest");
        report.services().forEach(this::image);
        section("Hosts", "host", "engine", "API", "reason");
        report.hosts().forEach(host -> row(host.name(), host.engine(), host.api(), host.reason()));
        return page.toString();
    }

    /** {@code 3 passed, 1 failed, 0 skipped}. */
    public static String summary(SmokeReport report) {
        return List.of(Ending.values()).stream()
                .map(one -> report.count(one) + " " + one.word())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private void check(CheckResult one) {
        row(
                one.deployment(),
                one.check(),
                one.kind(),
                one.ending().word(),
                Long.toString(one.took().toMillis()),
                Integer.toString(one.attempts()),
                one.reason());
    }

    private void service(ServiceState one) {
        row(
                one.deployment(),
                one.service(),
                one.container(),
                one.state(),
                one.health(),
                one.fault());
    }

    private void image(ServiceState one) {
        if (!one.container().isEmpty()) {
            row(one.deployment(), one.service(), one.image(), one.imageId(), one.digest());
        }
    }

    private void section(String title, String... columns) {
        page.append("\n## ").append(title).append("\n\n");
        row(columns);
        page.append("|").append(" --- |".repeat(columns.length)).append('\n');
    }

    /** What comes from outside must not end a cell, or begin HTML. */
    private void row(String... cells) {
        page.append('|');
        for (String cell : cells) {
            String safe =
                    cell.replaceAll("\\s+", " ")
                            .replace("\\", "\\\\")
                            .replace("|", "\\|")
                            .replace("<", "&lt;");
            page.append(' ').append(safe).append(safe.isEmpty() ? "|" : " |");
        }
        page.append('\n');
    }
}
