package dev.gantry.fleet;

import dev.gantry.diag.Location;
import dev.gantry.doc.ScalarNode;
import java.util.List;
import java.util.SequencedMap;

/**
 * A set of Compose files that are started and stopped together.
 *
 * @param project the Compose project name; empty where the loader chooses it (a folder without a
 *     fleet file)
 * @param secretsPath the path at the secret providers; empty for none
 * @param checks what {@code gantry smoke} asks it
 * @param models what its hosts must have for it
 * @param startTimeout how long its services may take until they are ready
 * @param formerly the projects that its services were part of before
 */
public record Stack(
        String name,
        String project,
        List<ComposeFile> compose,
        List<ProfileSwitch> profiles,
        SequencedMap<String, ScalarNode> environment,
        List<EnvFile> envFiles,
        HostSelector hosts,
        List<Need> needs,
        String secretsPath,
        List<SmokeCheck> checks,
        List<Model> models,
        StartTimeout startTimeout,
        List<Former> formerly,
        Location location) {

    /** The same stack under another name. */
    Stack named(String other) {
        return new Stack(
                other,
                project,
                compose,
                profiles,
                environment,
                envFiles,
                hosts,
                needs,
                secretsPath,
                checks,
                models,
                startTimeout,
                formerly,
                location);
    }

    /** Whether its services were part of that project. */
    public boolean wasOf(String other) {
        return formerly.stream().anyMatch(one -> one.project().equals(other));
    }

    /** One Compose file, relative to the fleet's directory, merged where its condition holds. */
    public record ComposeFile(String file, Condition when, Location location) {}

    /** One project of before, where the fleet file names it. */
    public record Former(String project, Location location) {}

    /** One profile, on where its condition holds. */
    public record ProfileSwitch(String profile, Condition when) {}
}
