package dev.gantry.check;

import dev.gantry.diag.Location;
import java.util.List;

/** One name of two projects in one network: the engine's DNS answers with both, by turns. */
final class SharedNames implements Check {
    private static final Rule TWICE =
            Rule.warning(
                    "name-twice",
                    "Services of two stacks answer to the same name in a network that both join, and whoever asks reaches one or the other",
                    "Rename one, or keep what the other stack does not need in a network of its own");

    @Override
    public List<Rule> rules() {
        return List.of(TWICE);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        ground.names()
                .byNetwork()
                .forEach((place, names) ->
                        names.forEach((name, owners) -> {
                            Subject first = owners.getFirst();
                            for (Subject other : owners) {
                                if (!other.isWith(first)) {
                                    twice(network(place), name, first, other, findings);
                                    break;
                                }
                            }
                        }));
    }

    private static String network(String place) {
        return place.substring(place.indexOf('\n') + 1);
    }

    private static void twice(
            String network, String name, Subject first, Subject second, Findings findings) {
        findings.add(
                TWICE,
                location(second),
                List.of(first, second),
                "in network "
                        + network
                        + " both "
                        + first.who()
                        + " ("
                        + location(first)
                        + ") and "
                        + second.who()
                        + " answer to \""
                        + name
                        + "\"",
                "rename one, or take it out of the network that it does not need");
    }

    private static Location location(Subject subject) {
        return Places.of(subject.service(), "networks");
    }
}
