package dev.gantry.apply;

import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;

/**
 * What happens while a plan is carried out. Listeners are called from several threads, one event at
 * a time.
 */
public sealed interface Event {

    record PlanStarted(Plan plan) implements Event {}

    record StepStarted(Step step) implements Event {}

    /**
     * A step goes on.
     *
     * @param words what it does at the moment: {@code downloading}, {@code starting (3 checks
     *     failed)} …
     * @param current bytes, or 0
     * @param total bytes, or 0 when unknown
     */
    record StepProgress(Step step, String words, long current, long total) implements Event {}

    record StepEnded(Step step, Outcome outcome) implements Event {}

    record PlanEnded(Report report) implements Event {}
}
