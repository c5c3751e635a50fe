package dev.gantry.check;

import dev.gantry.compose.model.Port;
import java.util.List;

/** Addresses of services with the port that is published on the host, not the container's own. */
final class PublishedPortsInside implements Check {
    private static final Rule INSIDE =
            Rule.warning(
                    "published-port-inside",
                    "A service is called inside its network by the port that is published on the host, where nobody listens",
                    "Use the container's port: the one after the colon in `ports`");

    @Override
    public List<Rule> rules() {
        return List.of(INSIDE);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        for (Subject subject : ground.subjects()) {
            for (Reference one : Reference.of(subject.service())) {
                if (!one.port().isEmpty()) {
                    look(subject, one, ground, findings);
                }
            }
        }
    }

    private static void look(Subject subject, Reference one, Ground ground, Findings findings) {
        for (Subject owner : ground.names().answering(subject, one.host())) {
            int target = behind(owner.service().ports(), one.port());
            if (target > 0) {
                findings.add(
                        INSIDE,
                        one.location(),
                        subject,
                        subject.who()
                                + ": "
                                + one.where()
                                + " leads to port "
                                + one.port()
                                + " of \""
                                + one.host()
                                + "\", which "
                                + owner.who()
                                + " publishes on its host; inside the network it listens on "
                                + target,
                        "write " + one.host() + ":" + target);
            }
        }
    }

    /** The container's port that is published as this one; 0 where the container has it itself. */
    private static int behind(List<Port> ports, String number) {
        int target = 0;
        for (Port port : ports) {
            if (String.valueOf(port.target()).equals(number)) {
                return 0;
            }
            target = port.published().equals(number) ? port.target() : target;
        }
        return target;
    }
}
