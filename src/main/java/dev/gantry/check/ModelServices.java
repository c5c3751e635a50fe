package dev.gantry.check;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Model;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A model whose service the stack does not have: nobody could be told to fetch it. */
final class ModelServices implements Check {

    @Override
    public List<Problem> problems(Desired desired) {
        Set<Problem> problems = new LinkedHashSet<>();
        for (Deployment one : desired.deployments()) {
            Set<String> services = one.project().services().keySet();
            for (Model model : one.models()) {
                if (model.source() instanceof Model.Ollama it && !services.contains(it.service())) {
                    problems.add(
                            Problem.warning(
                                    model.location(),
                                    "model "
                                            + it.name()
                                            + ": stack \""
                                            + one.stack().name()
                                            + "\" runs no service \""
                                            + it.service()
                                            + "\"",
                                    DidYouMean.hint(it.service(), services)));
                }
            }
        }
        return List.copyOf(problems);
    }
}
