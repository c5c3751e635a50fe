package dev.gantry.fleet;

import dev.gantry.compose.ComposeLoader;
import dev.gantry.compose.LoadRequest;
import dev.gantry.compose.Loaded;
import dev.gantry.compose.model.Project;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.diag.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** From a fleet to its deployments, each with its project loaded. */
public final class DesiredBuilder {
    private record Candidate(Asked asked, LoadRequest request, Deployment deployment) {}

    /** One placement, and its variables. */
    private record Asked(Placements.Placement placement, Environment environment) {}

    private final Fleet fleet;
    private final FleetInputs inputs;
    private final Problems problems = new Problems();
    private final EnvironmentReader environments;

    /** The hosts that have not told the facts that conditions ask for. */
    private final Set<String> untold;

    private final Map<LoadRequest, Optional<Loaded>> loaded = new HashMap<>();

    private DesiredBuilder(Fleet fleet, FleetInputs inputs) {
        this.fleet = fleet;
        this.inputs = inputs;
        this.environments = new EnvironmentReader(fleet, inputs, problems);
        this.untold = FactNeeds.untold(fleet, inputs);
    }

    /**
     * Loads the files of every selected deployment.
     *
     * @throws InputException with the problems of every deployment
     * @throws UsageException when the selection names what is not there
     */
    public static Desired build(Fleet fleet, FleetInputs inputs) {
        inputs.selection().requireKnown(fleet);
        return new DesiredBuilder(fleet, inputs).build();
    }

    /**
     * Where something is to run, as far as can be told without reading a Compose file.
     *
     * @throws UsageException when the selection names what is not there
     */
    public static Set<Host> hosts(Fleet fleet, FleetInputs inputs) {
        inputs.selection().requireKnown(fleet);
        Set<Host> hosts = new LinkedHashSet<>();
        for (Placements.Placement one : new Placements(fleet, inputs, new Problems()).all()) {
            if (inputs.selection().has(one.stack(), one.host())) {
                hosts.add(one.host());
            }
        }
        return hosts;
    }

    /** What is to be told of the Compose files of a part of a fleet. */
    public static List<Problem> problems(Fleet part, FleetInputs inputs) {
        try {
            return new DesiredBuilder(part, inputs).build().warnings();
        } catch (InputException wrong) {
            return wrong.problems();
        }
    }

    /**
     * The environment of one deployment, for {@code gantry env}.
     *
     * @param warnings gets what is to be told of it
     */
    public static Environment environment(
            Fleet fleet, FleetInputs inputs, Stack stack, Host host, Problems warnings) {
        DesiredBuilder builder = new DesiredBuilder(fleet, inputs);
        Environment environment = builder.environments.read(stack, host);
        builder.problems.throwIfErrors();
        warnings.addAll(builder.problems.warnings());
        return environment;
    }

    /**
     * How each deployment's files are to be read, by {@code stack@host}, without reading them: for
     * {@code gantry config}.
     *
     * @param warnings gets what is to be told of them
     * @throws UsageException when the selection names what is not there
     */
    public static SequencedMap<String, LoadRequest> requests(
            Fleet fleet, FleetInputs inputs, Problems warnings) {
        inputs.selection().requireKnown(fleet);
        DesiredBuilder builder = new DesiredBuilder(fleet, inputs);
        SequencedMap<String, LoadRequest> requests = new LinkedHashMap<>();
        for (Placements.Placement one : builder.selected()) {
            String id = one.stack().name() + "@" + one.host().name();
            builder.request(builder.asked(one)).ifPresent(request -> requests.put(id, request));
        }
        builder.problems.throwIfErrors();
        warnings.addAll(builder.problems.warnings());
        return requests;
    }

    /**
     * Every selected deployment, of whose project only the name is known: enough to tell whose a
     * container is. Where the fleet file names the projects, no Compose file is read.
     *
     * @throws InputException when a file that may name a project cannot be read
     * @throws UsageException when the selection names what is not there
     */
    public static Desired named(Fleet fleet, FleetInputs inputs) {
        inputs.selection().requireKnown(fleet);
        DesiredBuilder builder = new DesiredBuilder(fleet, inputs);
        List<Deployment> deployments = new ArrayList<>();
        for (Placements.Placement one : builder.placed()) {
            builder.projectName(one)
                    .map(Project::named)
                    .ifPresent(project ->
                            deployments.add(
                                    new Deployment(
                                            builder.named(one.stack(), project),
                                            one.host(),
                                            project)));
        }
        builder.problems.throwIfErrors();
        return new Desired(builder.named(deployments), deployments, builder.problems.warnings());
    }

    private Optional<String> projectName(Placements.Placement placement) {
        boolean known = !fleet.file().isEmpty() && !placement.stack().project().isEmpty();
        return known
                ? Optional.of(placement.stack().project())
                : request(asked(placement)).flatMap(this::projectName);
    }

    private Optional<String> projectName(LoadRequest request) {
        try {
            return Optional.of(ComposeLoader.name(request));
        } catch (InputException wrong) {
            problems.addAll(wrong.problems());
            return Optional.empty();
        }
    }

    private List<Placements.Placement> placed() {
        return new Placements(fleet, inputs, problems)
                .all().stream()
                        .filter(one -> inputs.selection().has(one.stack(), one.host()))
                        .toList();
    }

    /** What is to be read; whoever has its secrets is told of all of it beforehand. */
    private List<Placements.Placement> selected() {
        List<Placements.Placement> selected = placed();
        inputs.secrets().expect(selected.stream().map(Placements.Placement::stack).toList());
        return selected;
    }

    private Desired build() {
        List<Candidate> candidates = new ArrayList<>();
        for (Placements.Placement one : selected()) {
            Asked asked = asked(one);
            request(asked).flatMap(request -> load(asked, request)).ifPresent(candidates::add);
        }
        List<Deployment> wanted =
                withServices(candidates).stream().map(Candidate::deployment).toList();
        needs(wanted);
        problems.throwIfErrors();
        return new Desired(named(wanted), wanted, problems.warnings());
    }

    private Asked asked(Placements.Placement placement) {
        return new Asked(placement, environments.read(placement.stack(), placement.host()));
    }

    private Optional<Candidate> load(Asked asked, LoadRequest request) {
        return loaded(request).map(done -> new Candidate(asked, request, deployment(asked, done)));
    }

    private Deployment deployment(Asked asked, Loaded done) {
        Placements.Placement placement = asked.placement();
        return new Deployment(
                named(placement.stack(), done.project()),
                placement.host(),
                fleet.images().in(done.project()),
                Freight.NONE,
                new Setting(
                        placement.labels().labels(),
                        !untold.contains(placement.host().name()),
                        asked.environment(),
                        done.notes()));
    }

    private Optional<LoadRequest> request(Asked asked) {
        Placements.Placement placement = asked.placement();
        Stack stack = placement.stack();
        Environment environment = asked.environment();
        List<String> files = files(placement, environment);
        if (files.isEmpty() && !stack.compose().isEmpty()) {
            problems.error(
                    stack.location(),
                    "no Compose file of stack \""
                            + stack.name()
                            + "\" applies on host "
                            + placement.host().name(),
                    "give it one without when, or narrow its hosts");
            return Optional.empty();
        }
        LoadRequest request =
                new LoadRequest(
                                fleet.directory(),
                                files,
                                absolute(
                                        inputs.request().directory(),
                                        inputs.request().projectDirectory()),
                                stack.project(),
                                profiles(placement, environment),
                                inputs.request().envFiles().stream()
                                        .map(one -> absolute(inputs.request().directory(), one))
                                        .toList(),
                                environment.forCompose(),
                                List.of())
                        .reading(inputs.request().input());
        return Optional.of(fleet.file().isEmpty() ? request : request.namedAt(stack.location()));
    }

    private List<String> files(Placements.Placement placement, Environment environment) {
        List<String> files = new ArrayList<>();
        for (Stack.ComposeFile one : placement.stack().compose()) {
            if (placement.labels().hold(one.when(), environment)) {
                files.add(absolute(fleet.directory(), one.file()));
            }
        }
        return files;
    }

    private Set<String> profiles(Placements.Placement placement, Environment environment) {
        Set<String> profiles = new LinkedHashSet<>(inputs.request().profiles());
        for (Stack.ProfileSwitch one : placement.stack().profiles()) {
            if (placement.labels().hold(one.when(), environment)) {
                profiles.add(one.profile());
            }
        }
        return profiles;
    }

    /** Standard input and addresses stay what they are, and nothing stays nothing. */
    private static String absolute(Path directory, String written) {
        return !written.isEmpty() && LoadRequest.isPath(written)
                ? directory.resolve(written).normalize().toString()
                : written;
    }

    /** Hosts often ask for the very same: each distinct request is loaded once. */
    private Optional<Loaded> loaded(LoadRequest request) {
        Optional<Loaded> known = loaded.get(request);
        if (known != null) {
            return known;
        }
        Optional<Loaded> fresh;
        try {
            fresh = Optional.of(ComposeLoader.load(request));
        } catch (InputException wrong) {
            problems.addAll(wrong.problems());
            fresh = Optional.empty();
        }
        fresh.ifPresent(one -> problems.addAll(one.warnings()));
        loaded.put(request, fresh);
        return fresh;
    }

    /** A folder's stack has the name of its project, which only loading tells. */
    private Stack named(Stack stack, Project project) {
        return fleet.file().isEmpty() ? stack.named(project.name()) : stack;
    }

    private Fleet named(List<Deployment> deployments) {
        if (!fleet.file().isEmpty() || deployments.isEmpty()) {
            return fleet;
        }
        Stack stack = deployments.getFirst().stack();
        SequencedMap<String, Stack> stacks = new LinkedHashMap<>();
        stacks.put(stack.name(), stack);
        return fleet.named(stack.name(), stacks);
    }

    /** Leaves the named services, and only the deployments that have one of them. */
    private List<Candidate> withServices(List<Candidate> candidates) {
        if (inputs.services().isEmpty() || problems.hasErrors()) {
            return candidates;
        }
        Set<String> known = new LinkedHashSet<>();
        candidates.forEach(one -> known.addAll(names(one.deployment().project())));
        inputs.services().forEach(service -> fleet.requireService(service, known));
        List<Candidate> narrowed = new ArrayList<>();
        for (Candidate one : candidates) {
            List<String> services = new ArrayList<>(inputs.services());
            services.retainAll(names(one.deployment().project()));
            if (!services.isEmpty()) {
                load(one.asked(), one.request().withServices(services)).ifPresent(narrowed::add);
            }
        }
        return narrowed;
    }

    private static Set<String> names(Project project) {
        Set<String> names = new LinkedHashSet<>(project.services().keySet());
        names.addAll(project.disabledServices());
        return names;
    }

    private void needs(List<Deployment> deployments) {
        for (Deployment one : deployments) {
            for (Need need : one.stack().needs()) {
                Set<String> known = new LinkedHashSet<>();
                for (Deployment other : deployments) {
                    if (other.stack().name().equals(need.stack())) {
                        known.addAll(names(other.project()));
                    }
                }
                if (!need.service().isEmpty()
                        && !known.isEmpty()
                        && inputs.services().isEmpty()
                        && !known.contains(need.service())) {
                    problems.add(
                            Problem.error(
                                    need.location(),
                                    "stack \""
                                            + need.stack()
                                            + "\" has no service \""
                                            + need.service()
                                            + "\"",
                                    DidYouMean.hint(need.service(), known)));
                }
            }
        }
    }
}
