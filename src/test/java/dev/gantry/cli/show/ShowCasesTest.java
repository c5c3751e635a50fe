package dev.gantry.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.apply.Event;
import dev.gantry.apply.Outcome;
import dev.gantry.apply.Report;
import dev.gantry.cli.Terminal.Size;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Readiness;
import dev.gantry.doc.Json;
import dev.gantry.golden.CaseFile;
import dev.gantry.plan.Action;
import dev.gantry.plan.Cause;
import dev.gantry.plan.Observed;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * How a plan under way looks. Sections of a case:
 *
 * <pre>
 * show     tty COLUMNSxROWS [unicode] | plain | json | quiet
 * plan     one step a line: HOST ACTION NAME [after NUMBER,NUMBER]; or: unreachable HOST REASON
 * events   +MILLIS start N | progress N CURRENT TOTAL WORDS | done N | fail N REASON | skip N BECAUSE |
 *          tick | end | cancel | look (prints the screen)
 * </pre>
 */
class ShowCasesTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("cli/show", one -> new Script(one).play());
    }

    /** One case, being played. */
    private static final class Script {
        private final CaseFile one;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Screen screen = new Screen();
        private final StringBuilder looks = new StringBuilder();
        private final SequencedMap<Integer, Outcome> outcomes = new LinkedHashMap<>();
        private final Instant start = Instant.parse("2026-01-02T03:04:05Z");
        private final Plan plan;
        private Instant now = start;

        Script(CaseFile one) {
            this.one = one;
            this.plan = plan(one.section("plan").lines().toList());
        }

        String play() {
            boolean tty = one.section("show").startsWith("tty");
            try (Progress progress = progress()) {
                progress.accept(new Event.PlanStarted(plan));
                for (String line : one.section("events").lines().toList()) {
                    event(progress, line.split(" ", 4));
                }
            }
            if (tty) {
                look("end");
                assertThat(screen.cursorHidden()).isFalse();
                return looks.toString();
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }

        private Progress progress() {
            String[] words = one.section("show").strip().split("[ x]");
            PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
            return switch (words[0]) {
                case "plain" -> new Plain(out, Style.none());
                case "json" -> new JsonLines(out, clock());
                case "quiet" -> new Quiet(out, Style.none());
                default ->
                        new Tty(
                                out,
                                new Size(Integer.parseInt(words[1]), Integer.parseInt(words[2])),
                                new Style(true),
                                words.length > 3,
                                clock());
            };
        }

        private Clock clock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
        }

        private void event(Progress progress, String... words) {
            now = now.plusMillis(Integer.parseInt(words[0].substring(1)));
            switch (words[1]) {
                case "look" -> look(Amount.time(Duration.between(start, now)));
                case "tick" -> ((Tty) progress).tick();
                case "end", "cancel" -> progress.accept(ended(words[1].equals("cancel")));
                default ->
                        step(progress, words[1], step(words[2]), words.length > 3 ? words[3] : "");
            }
        }

        private void step(Progress progress, String what, Step step, String rest) {
            switch (what) {
                case "start" -> progress.accept(new Event.StepStarted(step));
                case "progress" -> {
                    String[] parts = rest.split(" ", 3);
                    progress.accept(
                            new Event.StepProgress(
                                    step,
                                    parts[2],
                                    Long.parseLong(parts[0]),
                                    Long.parseLong(parts[1])));
                }
                case "done" -> end(progress, step, new Outcome.Done(Duration.ofMillis(1200)));
                case "fail" ->
                        end(
                                progress,
                                step,
                                new Outcome.Failed(
                                        rest, "gantry logs db", List.of("its last words")));
                case "skip" -> end(progress, step, new Outcome.Skipped(rest));
                default -> throw new IllegalArgumentException(what);
            }
        }

        private void end(Progress progress, Step step, Outcome outcome) {
            outcomes.put(step.number(), outcome);
            progress.accept(new Event.StepEnded(step, outcome));
        }

        private Event ended(boolean cancelled) {
            Duration took = Duration.between(start, now);
            return new Event.PlanEnded(new Report(plan, outcomes, cancelled, took));
        }

        private Step step(String number) {
            return plan.steps().get(Integer.parseInt(number) - 1);
        }

        private void look(String when) {
            screen.write(bytes.toString(StandardCharsets.UTF_8));
            bytes.reset();
            looks.append("== ").append(when).append('\n').append(screen.text());
        }

        private static Plan plan(List<String> lines) {
            List<Step> steps = new ArrayList<>();
            SequencedMap<String, Observed.Unreachable> unreachable = new LinkedHashMap<>();
            for (String line : lines) {
                String[] words = line.split(" ");
                if (words[0].equals("unreachable")) {
                    String reason = line.split(" ", 3)[2];
                    unreachable.put(words[1], new Observed.Unreachable(reason, "ssh " + words[1]));
                } else {
                    SequencedSet<Integer> after = new LinkedHashSet<>();
                    if (words.length > 4) {
                        Stream.of(words[4].split(",")).map(Integer::valueOf).forEach(after::add);
                    }
                    steps.add(
                            new Step(
                                    steps.size() + 1,
                                    words[0],
                                    "shop@" + words[0],
                                    "db",
                                    action(words[1], words[2]),
                                    Cause.of("test"),
                                    after,
                                    false));
                }
            }
            return new Plan(steps, unreachable, new LinkedHashMap<>(), List.of());
        }

        private static Action action(String word, String name) {
            Action.ContainerRef old = new Action.ContainerRef("id", name);
            return switch (word) {
                case "pull" -> new Action.PullImage(name, "");
                case "network" ->
                        new Action.CreateNetwork(
                                "shop", new Network(name, name, false, Json.object().build()));
                case "start" -> new Action.StartContainer(name);
                case "stop" -> new Action.StopContainer(old, Duration.ofSeconds(10));
                case "remove" -> new Action.RemoveContainer(old, false);
                case "await" ->
                        new Action.AwaitContainer(
                                name, Readiness.HEALTHY, Action.Strictness.STRICT, Duration.ZERO);
                default -> throw new IllegalArgumentException(Objects.requireNonNull(word));
            };
        }
    }
}
