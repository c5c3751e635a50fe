package dev.gantry.cli;

import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.plan.ComposeLabels;
import java.util.List;
import java.util.Map;

/**
 * Containers as a command line chooses them, by the labels that lists and events tell; those of
 * one-off runs are none.
 *
 * @param services all where none is named
 * @param index the number among the containers of a service; 0 for all
 */
record LabelChoice(Desired desired, List<String> services, int index) {

    boolean has(String host, Map<String, String> labels) {
        boolean ours = false;
        for (Deployment deployment : desired.deployments()) {
            ours |=
                    deployment.host().name().equals(host)
                            && deployment
                                    .project()
                                    .name()
                                    .equals(labels.get(ComposeLabels.PROJECT));
        }
        String number = labels.getOrDefault(ComposeLabels.NUMBER, "1");
        return ours
                && !"True".equals(labels.get(ComposeLabels.ONE_OFF))
                && (services.isEmpty() || services.contains(labels.get(ComposeLabels.SERVICE)))
                && (index == 0 || number.equals(Integer.toString(index)));
    }
}
