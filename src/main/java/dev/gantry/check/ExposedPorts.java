package dev.gantry.check;

import dev.gantry.compose.model.Port;
import java.util.List;

/** Ports that a host which is to be private publishes to everybody. */
final class ExposedPorts implements Check {
    private static final String LABEL = "exposure";

    private static final Rule EVERYWHERE =
            Rule.error(
                    "published-everywhere",
                    "A port is published on all addresses of a host that the label `exposure: private` keeps from the world",
                    "Publish it on one address: `127.0.0.1:8080:80`, or the host's own in the LAN or mesh");

    @Override
    public List<Rule> rules() {
        return List.of(EVERYWHERE);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        for (Subject subject : ground.subjects()) {
            String exposure = subject.deployment().setting().labels().getOrDefault(LABEL, "");
            if (exposure.equals("private")) {
                ports(subject, findings);
            }
        }
    }

    private static void ports(Subject subject, Findings findings) {
        List<Port> ports = subject.service().ports();
        for (int i = 0; i < ports.size(); i++) {
            Port port = ports.get(i);
            if (PublishedPorts.isEverywhere(port.hostIp())) {
                String published =
                        port.published().isEmpty() ? "a port" : "port " + port.published();
                findings.add(
                        EVERYWHERE,
                        Places.item(subject.service(), "ports", i),
                        subject,
                        subject.who()
                                + " publishes "
                                + published
                                + " on every address of host "
                                + subject.host()
                                + ", whose exposure is private",
                        "name an address, as in 127.0.0.1:" + example(port));
            }
        }
    }

    private static String example(Port port) {
        return port.published() + ":" + port.target();
    }
}
