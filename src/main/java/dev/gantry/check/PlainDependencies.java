package dev.gantry.check;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.HealthCheck;
import dev.gantry.compose.model.Readiness;
import dev.gantry.compose.model.Service;
import java.util.List;

/** A database that could tell when it is ready, and nobody waits for it. */
final class PlainDependencies implements Check {
    private static final Rule NOT_AWAITED =
            Rule.warning(
                    "database-not-awaited",
                    "A service depends on a database that has a health check, and waits only until its container is started",
                    "`depends_on: {db: {condition: service_healthy}}`");

    @Override
    public List<Rule> rules() {
        return List.of(NOT_AWAITED);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        for (Subject subject : ground.subjects()) {
            for (Dependency one : subject.service().dependsOn()) {
                Service other = subject.deployment().project().services().get(one.service());
                if (one.readiness() == Readiness.STARTED
                        && other != null
                        && other.healthCheck().origin() == HealthCheck.Origin.DECLARED
                        && Databases.is(other)) {
                    findings.add(
                            NOT_AWAITED,
                            Places.of(subject.service(), "depends_on"),
                            subject,
                            subject.who()
                                    + " does not wait until "
                                    + one.service()
                                    + " is healthy, only until it is started",
                            "depends_on: {" + one.service() + ": {condition: service_healthy}}");
                }
            }
        }
    }
}
