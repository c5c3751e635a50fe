package dev.gantry.check;

import dev.gantry.compose.model.Port;
import dev.gantry.diag.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same port of one host, published twice: the second container could not start. */
final class PublishedPorts implements Check {
    private static final Rule TWICE =
            Rule.error(
                    "port-twice",
                    "The same port of one host is published by two services, or by each of several containers of one",
                    "Give one of them another port; for several containers, a range or none");

    private record Use(Subject subject, String hostIp, Location location) {

        /** Whether both want the port on a common address. */
        boolean meets(Use other) {
            return isEverywhere(hostIp)
                    || isEverywhere(other.hostIp)
                    || hostIp.equals(other.hostIp);
        }
    }

    @Override
    public List<Rule> rules() {
        return List.of(TWICE);
    }

    static boolean isEverywhere(String hostIp) {
        return hostIp.isEmpty() || hostIp.equals("0.0.0.0") || hostIp.equals("::");
    }

    @Override
    public void look(Ground ground, Findings findings) {
        Map<String, List<Use>> uses = new HashMap<>();
        for (Subject subject : ground.subjects()) {
            List<Port> ports = subject.service().ports();
            for (int i = 0; i < ports.size(); i++) {
                if (isFixed(ports.get(i)) && subject.service().scale() > 0) {
                    Location location = Places.item(subject.service(), "ports", i);
                    Use use = new Use(subject, ports.get(i).hostIp(), location);
                    String port = ports.get(i).published() + "/" + ports.get(i).protocol();
                    String words = "port " + port + " of host " + subject.host();
                    List<Use> others = uses.computeIfAbsent(words, _ -> new ArrayList<>());
                    compare(words, use, others, findings);
                    others.add(use);
                }
            }
        }
    }

    /** A range, or no number, leaves the engine a choice. */
    private static boolean isFixed(Port port) {
        return !port.published().isEmpty()
                && !port.published().equals("0")
                && port.published().indexOf('-') < 0;
    }

    private static void compare(String words, Use use, List<Use> others, Findings findings) {
        others.stream()
                .filter(use::meets)
                .findFirst()
                .ifPresent(other -> twice(words, other, use, findings));
        int scale = use.subject().service().scale();
        if (scale > 1) {
            findings.add(
                    TWICE,
                    use.location(),
                    use.subject(),
                    words
                            + " is published by each of the "
                            + scale
                            + " containers of "
                            + use.subject().who(),
                    "leave the published port out, or give a range");
        }
    }

    private static void twice(String words, Use first, Use second, Findings findings) {
        findings.add(
                TWICE,
                second.location(),
                List.of(first.subject(), second.subject()),
                words
                        + " is published by "
                        + first.subject().who()
                        + " ("
                        + first.location()
                        + ") and by "
                        + second.subject().who(),
                "give one of them another port");
    }
}
