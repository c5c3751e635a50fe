package dev.gantry.apply;

import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.Engine;
import dev.gantry.engine.LogOptions;
import dev.gantry.engine.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a container that did not become ready left behind: what a person would look at first. */
final class PostMortem {
    private static final int LINES = 15;

    private PostMortem() {}

    static List<String> of(Engine engine, String container, MapNode inspection) {
        List<String> details = new ArrayList<>();
        Fields state = Fields.of(inspection).map("State");
        details.add("state: " + state.text("Status"));
        if (!state.text("Status").equals("running")) {
            details.add("exit code: " + state.integer("ExitCode", 0));
        }
        if (state.has("Error") && !state.text("Error").isEmpty()) {
            details.add("error: " + state.text("Error"));
        }
        List<Fields> checks = state.map("Health").maps("Log");
        if (!checks.isEmpty()) {
            Fields last = checks.getLast();
            details.add("health check, exit code " + last.integer("ExitCode", 0) + ":");
            last.text("Output").lines().limit(LINES).forEach(line -> details.add("  " + line));
        }
        lastLines(engine, container, details);
        return details;
    }

    private static void lastLines(Engine engine, String container, List<String> details) {
        LogOptions options = new LogOptions(false, LINES, "", "", false);
        try (LogStream log = engine.logs(container, options)) {
            details.add("last lines of its log:");
            for (Optional<LogStream.Line> line = log.next(); line.isPresent(); line = log.next()) {
                details.add("  " + line.get().text());
            }
        } catch (OperationException noLog) {
            details.add("its log cannot be read: " + noLog.getMessage());
        }
    }
}
