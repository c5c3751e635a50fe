package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import java.util.List;
import java.util.Map;

/** Turns Compose files into a project, exactly as Docker Compose 2.40 does. */
public final class ComposeLoader {
    /** The phases by name, in order; {@code docs/loading.md} explains each. */
    public static final List<String> PHASES =
            List.of(
                    "read",
                    "interpolate",
                    "extends",
                    "include",
                    "merge",
                    "validate",
                    "canonical form",
                    "defaults",
                    "checks of values",
                    "relative paths",
                    "normalize",
                    "types",
                    "profiles",
                    "consistency",
                    "env files",
                    "selection",
                    "bind");

    private final LoadRequest request;
    private final Problems problems = new Problems();
    private final ProjectInput input;
    private final ComposeFiles files;
    private final String name;
    private final Map<String, String> variables;

    private ComposeLoader(LoadRequest request) {
        this.request = request;
        this.input = ProjectInput.of(request, problems);
        this.files = new ComposeFiles(input.environment().getOrDefault("HOME", ""));
        this.name = ProjectName.of(request, input, files, problems);
        this.variables = ProjectName.withName(input.environment(), name);
    }

    /**
     * Loads one project.
     *
     * @throws InputException with all problems found, when Docker Compose would refuse the files
     */
    public static Loaded load(LoadRequest request) {
        return loadModel(request).bind();
    }

    /** Every phase but the last. */
    static LoadedModel loadModel(LoadRequest request) {
        ComposeLoader loader = new ComposeLoader(request);
        return loader.selected(loader.documents(), false);
    }

    /** The same for lists of names and for hashes: no service's env file is read. */
    static LoadedModel loadForListing(LoadRequest request) {
        ComposeLoader loader = new ComposeLoader(request);
        return loader.selected(loader.documents(), true);
    }

    /** Without types: what {@code --no-interpolate} prints. */
    static MapNode loadDocuments(LoadRequest request, Problems warnings) {
        ComposeLoader loader = new ComposeLoader(request);
        MapNode documents = loader.documents();
        warnings.addAll(loader.problems.warnings());
        return documents;
    }

    /** From "read" to "normalize". */
    private MapNode documents() {
        Scope scope =
                new Scope(
                        input.directory(),
                        input.directory(),
                        request.options().interpolate() ? variables : Map.of(),
                        request.options(),
                        List.of(),
                        problems);
        MapNode model = new DocumentLoader(scope, files).load(input.files(), input.named());
        if (model.isEmpty()) {
            problems.error(
                    new Location(input.files().getFirst(), 1, 1),
                    "empty compose file",
                    "a Compose file begins with a line like services:");
        } else if (name.isEmpty()) {
            problems.error(
                    Location.of(input.directory()),
                    "project name must not be empty",
                    "name it with -p or with name: in the file");
        }
        problems.throwIfErrors();
        boolean normalize = request.options().normalize() && !request.options().compatibility();
        return normalize ? Normalize.apply(model, name, scope.variables()) : model;
    }

    /** From "types" to "selection". */
    private LoadedModel selected(MapNode documents, boolean listing) {
        MapNode named = documents.with("name", Values.string(printedName(documents), documents));
        MapNode typed = Typing.project(named, problems);
        problems.throwIfErrors();
        Selection selection = Selection.all(typed).withProfiles(input.profiles());
        if (request.options().checkConsistency()) {
            selection = consistent(selection, listing);
        }
        boolean all = request.options().envFiles() == LoadOptions.EnvFilesOf.ALL;
        selection = listing || all ? selection : withEnvFiles(selection);
        selection = selection.enabling(request.services(), input.profiles());
        selection = !listing && all ? withEnvFiles(selection) : selection;
        selection = withLabelFiles(selection).only(request.services(), problems);
        problems.throwIfErrors();
        if (!request.options().allResources()) {
            selection = selection.withoutUnused();
        }
        return new LoadedModel(
                name,
                input.directory(),
                input.files(),
                input.envFiles(),
                variables,
                selection.model(),
                selection.disabled(),
                problems.warnings());
    }

    private Selection consistent(Selection selection, boolean listing) {
        Consistency.check(selection, problems);
        if (!listing) {
            ContainerNames.check(selection.services(), problems);
        }
        problems.throwIfErrors();
        return Replicas.fromScale(selection);
    }

    /** Without normalization a name in the file stays as it is written there. */
    private String printedName(MapNode documents) {
        String written = Values.text(documents, "name");
        boolean given =
                !request.projectName().isEmpty()
                        || !input.environment().getOrDefault("COMPOSE_PROJECT_NAME", "").isEmpty();
        return given || written.isEmpty() || request.options().normalize() ? name : written;
    }

    private Selection withEnvFiles(Selection selection) {
        MapNode model = serviceFiles().environment(selection.model());
        problems.throwIfErrors();
        return new Selection(model, selection.disabled());
    }

    private Selection withLabelFiles(Selection selection) {
        MapNode model = serviceFiles().labels(selection.model());
        problems.throwIfErrors();
        return new Selection(ServiceFiles.shortEnvFiles(model), selection.disabled());
    }

    private ServiceFiles serviceFiles() {
        String here = PathText.clean(request.directory().toString());
        return new ServiceFiles(here, variables, files.budget(), problems);
    }
}
