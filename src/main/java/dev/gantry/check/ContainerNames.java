package dev.gantry.check;

import dev.gantry.compose.model.Service;
import dev.gantry.diag.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same container name twice on one host, within a stack or between two. */
final class ContainerNames implements Check {
    private static final Rule TWICE =
            Rule.error(
                    "container-name-twice",
                    "Two containers of one host would have the same name",
                    "Give one of them another `container_name`, or none");

    @Override
    public List<Rule> rules() {
        return List.of(TWICE);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        Map<String, Subject> owners = new HashMap<>();
        for (Subject subject : ground.subjects()) {
            Service service = subject.service();
            String project = subject.deployment().project().name();
            for (int number = 1; number <= service.scale(); number++) {
                String name = service.containerName(project, number);
                Subject other = owners.putIfAbsent(subject.host() + '\n' + name, subject);
                if (other != null) {
                    twice(name, other, subject, findings);
                }
            }
        }
    }

    private static void twice(String name, Subject first, Subject second, Findings findings) {
        findings.add(
                TWICE,
                location(second),
                List.of(first, second),
                "two containers of host "
                        + second.host()
                        + " would have the name \""
                        + name
                        + "\": "
                        + first.who()
                        + " ("
                        + location(first)
                        + ") and "
                        + second.who(),
                "give one of them another container_name, or none");
    }

    private static Location location(Subject subject) {
        return Places.of(subject.service(), "container_name");
    }
}
