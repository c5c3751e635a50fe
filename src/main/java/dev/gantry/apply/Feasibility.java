package dev.gantry.apply;

import dev.gantry.apply.mapping.ApiLimits;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.OperationException;
import dev.gantry.engine.Engine;
import dev.gantry.plan.Action;
import dev.gantry.plan.Plan;
import dev.gantry.plan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Finds the steps that their engine cannot do, before anything is begun: an old engine would leave
 * out in silence what it does not know.
 *
 * @param projects by deployment
 */
record Feasibility(Engines engines, Map<String, Deeds.HostedProject> projects) {

    /** Step number to what is wrong with it; empty when everything can be done. */
    SequencedMap<Integer, Outcome.Failed> of(Plan plan) {
        SequencedMap<Integer, Outcome.Failed> impossible = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            List<String> limits = limits(step);
            if (!limits.isEmpty()) {
                impossible.put(
                        step.number(),
                        new Outcome.Failed(
                                limits.getFirst(),
                                "change it, or update the engine of host " + step.host(),
                                limits.subList(1, limits.size())));
            }
        }
        return impossible;
    }

    private List<String> limits(Step step) {
        try {
            return switch (step.action()) {
                case Action.CreateContainer it ->
                        limits(step, it.deployment(), it.service(), it.number());
                case Action.RecreateContainer it ->
                        limits(step, it.deployment(), it.service(), it.number());
                case Action.MakeSuccessor it ->
                        limits(
                                step,
                                it.recreation().deployment(),
                                it.recreation().service(),
                                it.recreation().number());
                case Action.CreateNetwork it ->
                        ApiLimits.of(it.network(), engines.of(step).version());
                case Action.PullImage it -> List.of();
                case Action.BuildImage it -> List.of();
                case Action.PushImage it -> List.of();
                case Action.RemoveImage it -> List.of();
                case Action.DeliverFiles it -> List.of();
                case Action.DiscardFiles it -> List.of();
                case Action.RemoveNetwork it -> List.of();
                case Action.CreateVolume it -> List.of();
                case Action.RemoveVolume it -> List.of();
                case Action.PutInPlace it -> List.of();
                case Action.RenameContainer it -> List.of();
                case Action.StartContainer it -> List.of();
                case Action.RunHooks it -> List.of();
                case Action.StopContainer it -> List.of();
                case Action.KillContainer it -> List.of();
                case Action.PauseContainer it -> List.of();
                case Action.UnpauseContainer it -> List.of();
                case Action.RemoveContainer it -> List.of();
                case Action.AwaitContainer it -> List.of();
            };
        } catch (OperationException silent) {
            // The step itself will say that its engine does not answer.
            return List.of();
        }
    }

    private List<String> limits(Step step, String deployment, Service service, int number) {
        Deeds.HostedProject hosted = projects.get(deployment);
        if (hosted == null) {
            throw new IllegalArgumentException("a plan for another fleet: " + deployment);
        }
        Engine engine = engines.of(step);
        return ApiLimits.of(ContainerMaker.draft(engine, hosted, service, number));
    }
}
