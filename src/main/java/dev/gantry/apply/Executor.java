package dev.gantry.apply;

import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Host;
import dev.gantry.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a plan. Makes no decision: a step starts when every step that it waits for is done;
 * behind one that failed, what depended on it is skipped and everything else goes on. Nothing is
 * rolled back; running again continues.
 */
public final class Executor {
    private final EngineSource engines;
    private final Desired desired;
    private final Pace pace;
    private final Timekeeper time;
    private @Nullable Run run;
    private boolean cancelled;

    /**
     * @param desired what the plan was made for: containers need their projects
     */
    public Executor(EngineSource engines, Desired desired, Pace pace, Timekeeper time) {
        this.engines = engines;
        this.desired = desired;
        this.pace = pace;
        this.time = time;
    }

    /**
     * Does the steps and returns when each has its outcome. Not to be called twice at a time.
     *
     * @param listener called from several threads, one event at a time, those of one step in order
     */
    public Report execute(Plan plan, Consumer<Event> listener) {
        Map<String, Host> hosts = new LinkedHashMap<>(desired.fleet().hosts());
        boolean ofFleet = !desired.fleet().file().isEmpty();
        Map<String, Deeds.HostedProject> projects = new LinkedHashMap<>();
        for (Deployment one : desired.deployments()) {
            hosts.put(one.host().name(), one.host());
            projects.put(one.id(), new Deeds.HostedProject(one.project(), one.freight(), ofFleet));
        }
        Engines known = new Engines(engines, hosts);
        Run now =
                new Run(
                        plan,
                        listener,
                        known,
                        new Deeds(projects, time, new Images(known, projects)),
                        pace,
                        time);
        started(now);
        return now.execute(new Feasibility(known, projects));
    }

    /**
     * Ends the work, from any thread: no further step starts, waiting ends at once, what is under
     * way at an engine may finish within the pace's grace.
     */
    public void cancel() {
        Run now;
        synchronized (this) {
            cancelled = true;
            now = run;
        }
        if (now != null) {
            now.cancel();
        }
    }

    private void started(Run now) {
        boolean already;
        synchronized (this) {
            run = now;
            already = cancelled;
        }
        if (already) {
            now.cancel();
        }
    }
}
