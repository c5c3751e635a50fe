package dev.gantry.fleet;

import dev.gantry.compose.model.Project;
import java.util.List;

/**
 * One stack on one host: the unit of planning.
 *
 * @param freight the files of this machine that the host is to have; see {@link FreightReader}
 * @param setting what else was known when its files were loaded
 */
public record Deployment(
        Stack stack, Host host, Project project, Freight freight, Setting setting) {

    /** One that needs no files of this machine. */
    public Deployment(Stack stack, Host host, Project project) {
        this(stack, host, project, Freight.NONE, Setting.NONE);
    }

    /** The same with other services, or others of them. */
    public Deployment with(Project other) {
        return new Deployment(stack, host, other, freight, setting);
    }

    /** {@code stack@host}. */
    public String id() {
        return stack.name() + "@" + host.name();
    }

    /** The models that count here: those of services that profiles switch off do not. */
    public List<Model> models() {
        return stack.models().stream()
                .filter(model ->
                        !(model.source() instanceof Model.Ollama it)
                                || !project.disabledServices().contains(it.service()))
                .toList();
    }

    Deployment with(Freight other) {
        return new Deployment(stack, host, project, other, setting);
    }
}
