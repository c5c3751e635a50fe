package dev.gantry.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The plan in one line: how many of what, on how many hosts. */
public final class PlanSummary {
    private final Set<String> made = new LinkedHashSet<>();
    private final Set<String> hosts = new LinkedHashSet<>();
    private final Set<String> stopped = new LinkedHashSet<>();
    private int creates;
    private int recreates;
    private int renames;
    private int starts;
    private int removes;
    private int kills;
    private int pauses;
    private int unpauses;
    private int pulls;
    private int builds;
    private int pushes;
    private int imagesGone;
    private int delivered;
    private int discarded;
    private int networks;
    private int networksGone;
    private int volumes;
    private int volumesGone;
    private int waits;

    private PlanSummary() {}

    /** One line without a line feed. */
    public static String of(Plan plan) {
        PlanSummary summary = new PlanSummary();
        plan.steps().forEach(summary::count);
        return summary.words(plan);
    }

    private void count(Step step) {
        hosts.add(step.host());
        switch (step.action()) {
            case Action.CreateContainer create -> {
                creates++;
                made.add(step.host() + "/" + create.name());
            }
            case Action.RecreateContainer recreate -> recreated(step, recreate.name());
            case Action.MakeSuccessor make -> recreated(step, make.name());
            case Action.PutInPlace _ -> {}
            case Action.RenameContainer _ -> renames++;
            case Action.StartContainer start -> {
                starts += made.add(step.host() + "/" + start.name()) ? 1 : 0;
            }
            case Action.RemoveContainer remove -> {
                removes++;
                made.add(step.host() + "/" + remove.container().name());
            }
            case Action.KillContainer _ -> kills++;
            case Action.PauseContainer _ -> pauses++;
            case Action.UnpauseContainer _ -> unpauses++;
            case Action.PullImage _ -> pulls++;
            case Action.BuildImage _ -> builds++;
            case Action.PushImage _ -> pushes++;
            case Action.RemoveImage _ -> imagesGone++;
            case Action.DeliverFiles _ -> delivered++;
            case Action.DiscardFiles _ -> discarded++;
            case Action.CreateNetwork _ -> networks++;
            case Action.RemoveNetwork _ -> networksGone++;
            case Action.CreateVolume _ -> volumes++;
            case Action.RemoveVolume _ -> volumesGone++;
            case Action.RunHooks _ -> {}
            case Action.AwaitContainer _ -> waits++;
            case Action.StopContainer stop ->
                    stopped.add(step.host() + "/" + stop.container().name());
        }
    }

    private void recreated(Step step, String name) {
        recreates++;
        made.add(step.host() + "/" + name);
    }

    /** A stop before a start or a removal goes without saying. */
    private int stops() {
        Set<String> alone = new LinkedHashSet<>(stopped);
        alone.removeAll(made);
        return alone.size();
    }

    private String words(Plan plan) {
        List<String> parts = new ArrayList<>();
        add(parts, creates, "to create");
        add(parts, recreates, "to recreate");
        add(parts, renames, "to rename");
        add(parts, starts, "to start");
        add(parts, stops(), "to stop");
        add(parts, kills, "to kill");
        add(parts, pauses, "to pause");
        add(parts, unpauses, "to unpause");
        add(parts, removes, "to remove");
        addCounted(parts, pulls, "image", "to pull");
        addCounted(parts, builds, "image", "to build");
        addCounted(parts, pushes, "image", "to push");
        addCounted(parts, delivered, "file or folder", "files or folders", "to deliver");
        addCounted(parts, discarded, "old delivery", "old deliveries", "to discard");
        addCounted(parts, networks, "network", "to create");
        addCounted(parts, networksGone, "network", "to remove");
        addCounted(parts, volumes, "volume", "to create");
        addCounted(parts, volumesGone, "volume", "to remove (destroys data)");
        addCounted(parts, imagesGone, "image", "to remove");
        if (parts.isEmpty()) {
            add(parts, waits, "to wait for");
        }
        String rest = plan.blocked().isEmpty() ? "" : "; " + plan.blocked().size() + " left out";
        if (parts.isEmpty()) {
            return rest.isEmpty() ? "Nothing to do" : "Plan: nothing" + rest;
        }
        String where = hosts.size() == 1 ? "1 host" : hosts.size() + " hosts";
        return "Plan: " + String.join(", ", parts) + ", on " + where + rest;
    }

    private static void add(List<String> parts, int count, String words) {
        if (count > 0) {
            parts.add(count + " " + words);
        }
    }

    private static void addCounted(List<String> parts, int count, String what, String words) {
        addCounted(parts, count, what, what + "s", words);
    }

    private static void addCounted(
            List<String> parts, int count, String one, String many, String words) {
        add(parts, count, (count == 1 ? one : many) + " " + words);
    }
}
