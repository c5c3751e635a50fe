package dev.gantry.check;

import dev.gantry.compose.ByteSize;
import dev.gantry.diag.Location;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** More memory of a host's GPU wanted by models than its label {@code vram} says there is. */
final class VramBudget implements Check {
    private static final String LABEL = "vram";
    private static final Rule EXCEEDED =
            Rule.warning(
                    "vram-exceeded",
                    "The models of a host want more memory of its GPU than its label `vram` says there is",
                    "Those that are in use at the same time must fit: take a smaller one, or move one to another host");
    private static final Rule NO_AMOUNT =
            Rule.warning(
                    "vram-unclear",
                    "The label `vram` of a host is no amount of memory",
                    "As in `vram: 8GB`");

    /** What the models of one host want. */
    private static final class Demand {
        private final List<String> words = new ArrayList<>();
        private long bytes;

        void add(Deployment deployment, Model model) {
            bytes += model.vram();
            words.add(
                    deployment.stack().name()
                            + ": "
                            + model.source().name()
                            + " "
                            + Model.inWords(model.vram()));
        }
    }

    @Override
    public List<Rule> rules() {
        return List.of(EXCEEDED, NO_AMOUNT);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        Map<Host, Demand> demands = new LinkedHashMap<>();
        for (Deployment one : ground.desired().deployments()) {
            one.models().stream()
                    .filter(model -> model.vram() > 0)
                    .forEach(model ->
                            demands.computeIfAbsent(one.host(), _ -> new Demand()).add(one, model));
        }
        SequencedMap<String, String> common = ground.desired().fleet().labels();
        demands.forEach((host, demand) -> {
            String label = host.labels().getOrDefault(LABEL, common.getOrDefault(LABEL, ""));
            if (!label.isEmpty()) {
                compare(host, label, demand, findings);
            }
        });
    }

    private static void compare(Host host, String label, Demand demand, Findings findings) {
        Location place = host.location();
        try {
            long there = ByteSize.parse(label);
            if (demand.bytes > there) {
                findings.add(
                        EXCEEDED,
                        place,
                        "the models of host "
                                + host.name()
                                + " want "
                                + Model.inWords(demand.bytes)
                                + " of the GPU's memory, and it has "
                                + Model.inWords(there)
                                + " ("
                                + String.join(", ", demand.words)
                                + ")",
                        "those that are in use at the same time must fit: take a smaller one, or"
                                + " move one to another host");
            }
        } catch (IllegalArgumentException _) {
            findings.add(
                    NO_AMOUNT,
                    place,
                    "label vram of host "
                            + host.name()
                            + ": \""
                            + label
                            + "\" is no amount of memory",
                    "as in vram: 8GB");
        }
    }
}
