package dev.gantry.compose;

import dev.gantry.compose.explain.Explanation;
import dev.gantry.compose.explain.Step;
import dev.gantry.diag.Location;
import java.util.ArrayList;
import java.util.List;

/** Who names the project. */
record Naming(Recording recording, LoadRequest request) {

    /** The explanation of the name, which is no value of the files alone. */
    Explanation of(Explanation name) {
        List<Step> written =
                name.steps().stream().filter(step -> step instanceof Step.Wrote).toList();
        Location given = given();
        if (given.source().isEmpty() && !written.isEmpty()) {
            Location at = ((Step.Wrote) written.getLast()).at();
            return new Explanation(name.path(), name.value(), at, name.steps());
        }
        Location at = given.source().isEmpty() ? name.place() : given;
        String cause =
                given.source().isEmpty()
                        ? "the directory has this name"
                        : "the project is named so";
        List<Step> steps = new ArrayList<>(written);
        steps.add(new Step.Added(Phase.NORMALIZE.words(), name.value(), cause, at));
        return new Explanation(name.path(), name.value(), at, steps);
    }

    /** Where it is asked for besides the files; a place without a source when it is not. */
    private Location given() {
        if (!request.projectName().isEmpty()) {
            return request.named();
        }
        String variable = "COMPOSE_PROJECT_NAME";
        boolean asked =
                !request.environment().getOrDefault(variable, "").isEmpty()
                        || recording.place(variable).line() > 0;
        return asked ? recording.place(variable) : Location.of("");
    }
}
