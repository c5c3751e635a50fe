package dev.gantry.plan;

import dev.gantry.doc.JsonWriter;
import dev.gantry.fleet.Desired;
import dev.gantry.golden.CaseFile;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Golden plans. Sections: {@code before}, a fleet that has been brought up already; {@code world},
 * what else is there or has happened; {@code command}, such as {@code up --force-recreate}; {@code
 * desired}, the fleet; and the plan.
 */
class PlanCasesTest {

    @TestFactory
    Stream<DynamicTest> plans() {
        return CaseFile.tests("plan", PlanCasesTest::answer);
    }

    private static String answer(CaseFile one) {
        Model model = new Model();
        Desired desired = DesiredNotation.read(one.section("desired"));
        if (!one.section("before").isEmpty()) {
            Desired before = DesiredNotation.read(one.section("before"));
            haveHosts(model, before);
            model.apply(before, Planner.up(before, model.observed(before), UpOptions.defaults()));
        }
        haveHosts(model, desired);
        Words.lines(one.section("world")).forEach(line -> happen(model, line));
        Words command = Words.of(one.section("command"));
        Plan plan = plan(desired, model.observed(desired), command);
        return command.has("--json")
                ? JsonWriter.pretty(PlanJson.of(plan))
                : PlanText.of(plan)
                        + steps(plan, command)
                        + sourced(desired, model.observed(desired), plan, command);
    }

    /** With {@code sourced}: the images that could be built anew, and that the plan leaves. */
    private static String sourced(Desired desired, Observed observed, Plan plan, Words command) {
        StringBuilder text = new StringBuilder();
        if (command.has("sourced")) {
            for (SourcedImage one : SourcedImage.of(desired, observed, plan)) {
                text.append("left: ").append(one.deployment().id()).append(' ');
                text.append(one.service().name()).append(' ').append(one.image().id());
                text.append(one.isNamed() ? "" : " without a name").append('\n');
            }
        }
        return text.toString();
    }

    private static void haveHosts(Model model, Desired desired) {
        desired.deployments().forEach(one -> model.host(one.host().name()));
    }

    private static Plan plan(Desired desired, Observed observed, Words command) {
        if (command.word(0).equals("down")) {
            DownOptions options =
                    new DownOptions(
                            command.has("-v"),
                            command.has("--remove-orphans"),
                            !command.has("--part"),
                            Set.copyOf(command.list("services")),
                            DownOptions.Images.valueOf(command.text("rmi", "NONE")));
            return Planner.down(desired, observed, options);
        }
        if (command.word(0).equals("build")) {
            return Planner.build(
                    desired,
                    observed,
                    BuildOptions.usual(),
                    Set.copyOf(command.list("services")),
                    command.has("--with-dependencies"),
                    command.has("--push"));
        }
        if (command.word(0).equals("push")) {
            return Planner.push(desired, observed, Set.copyOf(command.list("services")));
        }
        Optional<Turn> turn = turn(command);
        return turn.isPresent()
                ? Planner.turn(desired, observed, turn.get(), Set.copyOf(command.list("services")))
                : up(desired, observed, command);
    }

    private static Plan up(Desired desired, Observed observed, Words command) {
        UpOptions.Recreate recreate =
                command.has("--force-recreate")
                        ? UpOptions.Recreate.ALL
                        : command.has("--no-recreate")
                                ? UpOptions.Recreate.NONE
                                : UpOptions.Recreate.DIVERGED;
        UpOptions options =
                new UpOptions(
                        recreate,
                        UpOptions.Pull.valueOf(command.text("pull", "POLICY")),
                        command.has("--remove-orphans"),
                        command.has("pulled"),
                        command.has("--always-recreate-deps")
                                ? UpOptions.Recreate.ALL
                                : UpOptions.Recreate.DIVERGED,
                        Set.copyOf(command.list("named")),
                        UpOptions.Build.valueOf(command.text("build", "AS_NEEDED")));
        Plan plan = Planner.up(desired, observed, options);
        return command.has("--no-start") ? plan.withoutStarts() : plan;
    }

    private static Optional<Turn> turn(Words command) {
        return Optional.ofNullable(
                switch (command.word(0)) {
                    case "start" -> new Turn.Start();
                    case "stop" -> new Turn.Stop();
                    case "restart" -> new Turn.Restart(!command.has("--no-deps"));
                    case "kill" -> new Turn.Kill("SIGKILL", command.has("--remove-orphans"));
                    case "pause" -> new Turn.Pause();
                    case "unpause" -> new Turn.Unpause();
                    case "rm" -> new Turn.Remove(command.has("-s"), command.has("-v"));
                    default -> null;
                });
    }

    /** With {@code steps}: every step and what it waits for. */
    private static String steps(Plan plan, Words command) {
        StringBuilder text = new StringBuilder();
        if (command.has("steps")) {
            for (Step step : plan.steps()) {
                String action = step.action().getClass().getSimpleName();
                text.append(step.number()).append(' ').append(step.deployment()).append(' ');
                text.append(step.service()).append(' ').append(action);
                text.append(" after ").append(step.after()).append(within(step)).append('\n');
            }
        }
        return text.toString();
    }

    private static String within(Step step) {
        return step.action() instanceof Action.AwaitContainer await && !await.within().isZero()
                ? " within " + await.within().toSeconds() + " s"
                : "";
    }

    /**
     * {@code vps image pg:17 v2}, {@code vps built a-web a web}, {@code vps network ai project=x},
     * {@code vps volume x}, {@code vps container x-db-1 exited exit=1}, {@code vps detach x-db-1
     * NETWORK}, {@code vps mount x-db-1 VOLUME}, {@code vps lost x-db-1}, {@code vps half-replaced
     * x-db-1 0123456789ab_x-db-1}, {@code vps renamed x-db-1 0123456789ab_x-db-1}, {@code gpu away
     * reason…}.
     */
    private static void happen(Model model, Words line) {
        ModelHost host = model.host(line.word(0));
        String name = line.word(2);
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        line.pairs().forEach((key, value) -> labels.put(ComposeLabels.PREFIX + key, value));
        switch (line.word(1)) {
            case "image" -> host.image(name, line.word(3));
            case "built" ->
                    host.builtImages.add(new Observed.BuiltImage(name, line.word(3), line.word(4)));
            case "network" -> host.network(name, labels);
            case "volume" -> host.volume(name, labels);
            case "container" ->
                    host.set(
                            host.get(name),
                            line.word(3),
                            line.text("health", ""),
                            Integer.parseInt(line.text("exit", "0")));
            case "mount" -> host.get(name).volumes().add(line.word(3));
            case "detach" -> host.get(name).networks().remove(line.word(3));
            case "renamed" -> {
                host.rename(name, line.word(3));
                host.set(host.get(line.word(3)), "created", "", 0);
            }
            case "half-replaced" -> host.beginToReplace(name, line.word(3));
            case "lost" -> host.containers.remove(name);
            case "away" -> model.cutOff(line.word(0), line.rest(2));
            default -> throw new IllegalArgumentException("not an event: " + line);
        }
    }
}
