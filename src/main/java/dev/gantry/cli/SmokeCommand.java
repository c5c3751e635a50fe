package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Timekeeper;
import dev.gantry.cli.show.Amount;
import dev.gantry.cli.show.Style;
import dev.gantry.cli.show.Table;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.JsonWriter;
import dev.gantry.fleet.Desired;
import dev.gantry.smoke.CheckResult;
import dev.gantry.smoke.Evidence;
import dev.gantry.smoke.Prober;
import dev.gantry.smoke.ReportJson;
import dev.gantry.smoke.ReportPage;
import dev.gantry.smoke.SmokeReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code gantry smoke}. */
final class SmokeCommand implements Command {
    private static final int PATIENCE = 30;

    private static final Option EVIDENCE =
            Option.one("evidence", "DIR", "Where the report is kept: evidence beside gantry.yaml");
    private static final Option NO_EVIDENCE = Option.flag("no-evidence", "Keep no report");
    private static final Option TIMEOUT =
            Option.one(
                    "timeout",
                    "SECONDS",
                    "How long a check is tried that does not say: " + PATIENCE);

    @Override
    public Manual manual() {
        return new Manual(
                Verb.SMOKE,
                "[STACK...]",
                List.of(
                        "Asks what the `checks` of gantry.yaml say, on all hosts at once, and looks at the",
                        "containers of every service. A check is tried until it passes or its time is up.",
                        "Writes a dated report, which names versions, images and digests, and overwrites",
                        "none. Ends with 0 when everything passed, 1 otherwise."),
                List.of(EVIDENCE, NO_EVIDENCE, TIMEOUT),
                List.of(
                        new Manual.Example("gantry smoke", "after `gantry up`"),
                        new Manual.Example("gantry smoke web --host gpu --json", "for a program")));
    }

    @Override
    public ExitCode run(Session session) {
        Arguments arguments = session.arguments();
        if (arguments.has(NO_EVIDENCE) && !arguments.text(EVIDENCE).isEmpty()) {
            throw new UsageException("--evidence and --no-evidence exclude each other", "");
        }
        Duration patience = Duration.ofSeconds(arguments.number(TIMEOUT, 1, PATIENCE));
        Desired desired = session.ofStacks(session.desired(List.of()));
        SmokeReport report = report(session, desired, patience);
        if (session.invocation().cancellation().cancelled()) {
            return ExitCode.CANCELLED;
        }
        print(session.console(), report);
        if (!arguments.has(NO_EVIDENCE)) {
            Path page = new Evidence(folder(session, desired)).write(report);
            session.console().say("Evidence: " + session.shown(page));
        }
        return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static SmokeReport report(Session session, Desired desired, Duration patience) {
        Cancellation cancellation = session.invocation().cancellation();
        try (EngineSource engines = session.engines();
                Timekeeper time = session.house().timekeeper();
                var _ = cancellation.onCancel(engines::close)) {
            Prober prober =
                    new Prober(
                            engines,
                            time,
                            between -> {
                                cancellation.pause(between);
                                return !cancellation.cancelled();
                            },
                            session.house().conditions(session, desired),
                            patience);
            return new SmokeRun(session, desired, engines, prober).report();
        }
    }

    private static Path folder(Session session, Desired desired) {
        String written = session.arguments().text(EVIDENCE);
        return written.isEmpty()
                ? desired.fleet().directory().resolve("evidence")
                : session.directory().resolve(written);
    }

    private static void print(Console console, SmokeReport report) {
        if (console.json()) {
            console.printLine(JsonWriter.compact(ReportJson.of(report)));
            return;
        }
        Table table = new Table("STACK@HOST", "CHECK", "RESULT", "TIME", "REASON");
        for (CheckResult one : report.checks()) {
            table.row(
                    one.deployment(),
                    one.check(),
                    console.outputStyle().paint(tone(one), one.ending().word()),
                    Amount.time(one.took()),
                    one.reason());
        }
        if (!table.isEmpty()) {
            console.print(table.text());
        }
        console.say(ReportPage.summary(report) + " in " + Amount.time(report.took()));
    }

    private static Style.Tone tone(CheckResult one) {
        return switch (one.ending()) {
            case PASSED -> Style.Tone.GOOD;
            case FAILED -> Style.Tone.BAD;
            case SKIPPED -> Style.Tone.ODD;
        };
    }
}
