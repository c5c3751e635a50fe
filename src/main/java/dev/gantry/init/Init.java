package dev.gantry.init;

import dev.gantry.diag.Problem;
import dev.gantry.fleet.ProjectNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * From what a folder holds to a fleet file that does with it what is done today. Same input, same
 * output: randomness and time are given.
 */
public final class Init {
    private final Inventory inventory;
    private final List<Problem> notes;

    private Init(Inventory inventory) {
        this.inventory = inventory;
        this.notes = new ArrayList<>(inventory.notes());
    }

    /**
     * The proposal; one without stacks where the folder has no Compose file.
     *
     * @param contexts the names of the Docker CLI's contexts
     * @param random 64 hexadecimal digits, never the same
     * @param now seconds since 1970
     */
    public static Proposal propose(
            Inventory inventory, List<String> contexts, Supplier<String> random, long now) {
        return new Init(inventory).propose(contexts, random, now);
    }

    private Proposal propose(List<String> contexts, Supplier<String> random, long now) {
        ProjectNaming naming = new ProjectNaming(inventory, notes);
        List<Draft> drafts = Grouping.of(inventory, notes).stream().map(naming::ordered).toList();
        String fleet = fleetName();
        Map<String, ProjectNaming.Named> projects = naming.names(drafts);
        SharedNetworks networks = new SharedNetworks(drafts, inventory);
        Map<String, List<Needs.Need>> needs = new Needs(drafts, inventory, networks, notes).all();
        HostGuess hosts = HostGuess.of(drafts, contexts, inventory.envTexts());
        EnvFiles envFiles = new EnvFiles(inventory, drafts, hosts);
        List<EnvProposal> proposals = envFiles.proposals(random, now);
        FleetText text =
                new FleetText(fleet, hosts, networks.ofFleet(), envFiles.ofFleet(proposals));
        drafts.forEach(draft ->
                text.stack(
                        draft,
                        projects.get(draft.name()),
                        ProfileGuess.of(draft),
                        needs.getOrDefault(draft.name(), List.of())));
        return new Proposal(
                fleet,
                drafts.stream().map(Draft::name).toList(),
                text.text(),
                proposals,
                List.copyOf(notes));
    }

    private String fleetName() {
        String name = ProjectNames.normalized(ProjectNaming.rootName(inventory));
        return name.isEmpty() ? "fleet" : name;
    }
}
