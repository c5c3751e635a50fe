package dev.gantry.check;

import dev.gantry.diag.DidYouMean;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Model;
import java.util.List;
import java.util.Set;

/** Models whose service the stack does not have: nobody could be told to fetch them. */
final class ModelServices implements Check {
    private static final Rule MISSING =
            Rule.warning(
                    "model-without-service",
                    "A model of a stack names a service that the stack does not run",
                    "Correct `service` of the model, or switch its profile on");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        for (Deployment one : ground.desired().deployments()) {
            Set<String> services = one.project().services().keySet();
            for (Model model : one.models()) {
                if (ground.whole()
                        && model.source() instanceof Model.Ollama it
                        && !services.contains(it.service())) {
                    findings.add(
                            MISSING,
                            model.location(),
                            one,
                            "model "
                                    + it.name()
                                    + ": stack \""
                                    + one.stack().name()
                                    + "\" runs no service \""
                                    + it.service()
                                    + "\"",
                            DidYouMean.hint(it.service(), services));
                }
            }
        }
    }
}
