package dev.gantry.plan;

import dev.gantry.diag.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * The plan for people: grouped by host and deployment, one line for each thing that matters. A
 * start that follows a create, a stop before a remove, and the waits that belong to a start go
 * without saying.
 *
 * <pre>
 * host gpu
 *   compute, after infrastructure@vps
 *     + create compute-llm-1: not there yet
 *     ~ recreate compute-web-1: image changed
 *         image: web:1 -> web:2
 * Plan: 1 to create, 1 to recreate, on 1 host
 * </pre>
 *
 * {@code docs/planning.md} explains the signs.
 */
public final class PlanText {
    private final Plan plan;
    private final StringBuilder out = new StringBuilder();

    private PlanText(Plan plan) {
        this.plan = plan;
    }

    /** The text, with a line feed at the end; no colours. */
    public static String of(Plan plan) {
        PlanText text = new PlanText(plan);
        text.groups();
        text.unreachable();
        text.blocked();
        text.notices();
        text.out.append(PlanSummary.of(plan)).append('\n');
        return text.out.toString();
    }

    private void groups() {
        SequencedMap<String, SequencedMap<String, List<Step>>> hosts = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            hosts.computeIfAbsent(step.host(), key -> new LinkedHashMap<>())
                    .computeIfAbsent(step.deployment(), key -> new ArrayList<>())
                    .add(step);
        }
        hosts.forEach((host, deployments) -> {
            line(0, "host " + host);
            deployments.forEach((deployment, steps) -> group(deployment, steps));
        });
    }

    private void group(String deployment, List<Step> steps) {
        line(1, deployment.isEmpty() ? "shared by its stacks" : stack(deployment) + after(steps));
        Gist gist = new Gist(steps);
        for (Step step : steps) {
            gist.of(step).ifPresent(words -> step(step, words));
        }
    }

    private void step(Step step, String words) {
        String mark = step.destroysData() ? " (destroys data)" : "";
        line(2, words + mark + ": " + step.cause().words());
        for (Cause.Change change : step.cause().changes()) {
            line(4, change(change));
        }
    }

    private static String change(Cause.Change change) {
        if (change.from().isEmpty() && change.to().isEmpty()) {
            return change.field() + ": changed";
        }
        return change.field() + ": " + orNone(change.from()) + " -> " + orNone(change.to());
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "(none)" : text;
    }

    /** What deployments share without one needing the other. */
    private static boolean isMaterial(Action action) {
        return action instanceof Action.PullImage
                || action instanceof Action.BuildImage
                || action instanceof Action.DeliverFiles;
    }

    /** Which other deployments these steps wait for. */
    private String after(List<Step> steps) {
        SequencedSet<String> others = new LinkedHashSet<>();
        for (Step step : steps) {
            for (int number : step.after()) {
                Step other = plan.steps().get(number - 1);
                boolean foreign = !other.deployment().equals(step.deployment());
                if (foreign && !other.service().isEmpty() && !isMaterial(other.action())) {
                    others.add(other.deployment());
                }
            }
        }
        return others.isEmpty() ? "" : ", after " + String.join(", ", others);
    }

    private static String stack(String deployment) {
        int at = deployment.lastIndexOf('@');
        return at < 0 ? deployment : deployment.substring(0, at);
    }

    private void unreachable() {
        plan.unreachable()
                .forEach((host, state) -> {
                    line(0, "host " + host + " cannot be reached: " + state.reason());
                    if (!state.next().isEmpty()) {
                        line(2, "next: " + state.next());
                    }
                });
    }

    private void blocked() {
        for (Map.Entry<String, String> one : plan.blocked().entrySet()) {
            line(0, one.getKey() + " is left out: " + one.getValue());
        }
    }

    private void notices() {
        for (Problem notice : plan.notices()) {
            line(0, "note: " + notice);
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    /** What is worth a line among the steps of one deployment on one host. */
    private static final class Gist {
        private final SequencedSet<String> made = new LinkedHashSet<>();
        private final SequencedSet<String> started = new LinkedHashSet<>();
        private final SequencedSet<String> stopped = new LinkedHashSet<>();
        private final SequencedSet<String> removed = new LinkedHashSet<>();

        /** Temporary name to the one that the container is to get. */
        private final Map<String, String> places = new LinkedHashMap<>();

        Gist(List<Step> steps) {
            for (Step step : steps) {
                switch (step.action()) {
                    case Action.CreateContainer create -> made.add(create.name());
                    case Action.RecreateContainer recreate -> made.add(recreate.name());
                    case Action.MakeSuccessor make -> {
                        made.add(make.name());
                        places.put(make.name(), make.recreation().name());
                    }
                    case Action.StartContainer start -> started.add(start.name());
                    case Action.StopContainer stop -> stopped.add(stop.container().name());
                    case Action.RemoveContainer remove -> removed.add(remove.container().name());
                    case Action.PullImage _,
                            Action.BuildImage _,
                            Action.PushImage _,
                            Action.RemoveImage _,
                            Action.DeliverFiles _,
                            Action.DiscardFiles _,
                            Action.KillContainer _,
                            Action.PauseContainer _,
                            Action.UnpauseContainer _,
                            Action.CreateNetwork _,
                            Action.RemoveNetwork _,
                            Action.CreateVolume _,
                            Action.RemoveVolume _,
                            Action.RunHooks _,
                            Action.RenameContainer _,
                            Action.PutInPlace _,
                            Action.AwaitContainer _ -> {}
                }
            }
        }

        Optional<String> of(Step step) {
            return switch (step.action()) {
                case Action.PullImage pull -> Optional.of("* pull " + pull.image());
                case Action.BuildImage build ->
                        Optional.of(
                                "* "
                                        + (build.orPulled() ? "pull or " : "")
                                        + "build "
                                        + build.image());
                case Action.PushImage push -> Optional.of("* push " + push.image());
                case Action.RemoveImage remove -> Optional.of("- remove image " + remove.image());
                case Action.DeliverFiles deliver ->
                        Optional.of("* deliver " + deliver.parcel().words());
                case Action.DiscardFiles discard ->
                        Optional.of("- discard the files in " + discard.place().path());
                case Action.CreateNetwork create ->
                        Optional.of("+ create network " + create.network().name());
                case Action.RemoveNetwork remove ->
                        Optional.of("- remove network " + remove.name());
                case Action.CreateVolume create ->
                        Optional.of("+ create volume " + create.volume().name());
                case Action.RemoveVolume remove -> Optional.of("- remove volume " + remove.name());
                case Action.CreateContainer create -> Optional.of("+ create " + create.name());
                case Action.RecreateContainer recreate ->
                        Optional.of("~ recreate " + recreate.name());
                case Action.MakeSuccessor make ->
                        Optional.of("~ recreate " + make.recreation().name());
                case Action.PutInPlace _ -> Optional.empty();
                case Action.RenameContainer rename ->
                        Optional.of(
                                "~ rename " + rename.container().name() + " to " + rename.name());
                case Action.StartContainer start -> start(start.name());
                case Action.RunHooks run ->
                        Optional.of(
                                "> run "
                                        + run.moment().key()
                                        + " in "
                                        + places.getOrDefault(run.name(), run.name()));
                case Action.StopContainer stop -> stop(stop.container().name());
                case Action.KillContainer kill -> Optional.of("! kill " + kill.container().name());
                case Action.PauseContainer pause ->
                        Optional.of("- pause " + pause.container().name());
                case Action.UnpauseContainer unpause ->
                        Optional.of("> unpause " + unpause.container().name());
                case Action.RemoveContainer remove ->
                        Optional.of("- remove " + remove.container().name());
                case Action.AwaitContainer await -> await(await);
            };
        }

        private Optional<String> start(String name) {
            if (made.contains(name)) {
                return Optional.empty();
            }
            return Optional.of((stopped.contains(name) ? "> restart " : "> start ") + name);
        }

        private Optional<String> stop(String name) {
            boolean said = made.contains(name) || started.contains(name) || removed.contains(name);
            return said ? Optional.empty() : Optional.of("- stop " + name);
        }

        private Optional<String> await(Action.AwaitContainer await) {
            if (started.contains(await.name())) {
                return Optional.empty();
            }
            return Optional.of(
                    switch (await.readiness()) {
                        case STARTED -> ". wait until " + await.name() + " runs";
                        case HEALTHY -> ". wait until " + await.name() + " is ready";
                        case COMPLETED -> ". wait until " + await.name() + " has ended";
                    });
        }
    }
}
