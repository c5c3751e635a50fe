package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns Compose files into a project, exactly as Docker Compose 2.40 does. */
public final class ComposeLoader {
    /** The phases by name, in order; {@code docs/loading.md} explains each. */
    public static final List<String> PHASES = Phase.inWords();

    private final LoadRequest request;
    private final Trace trace;
    private final Problems problems = new Problems();

    /** Of files that were to tell the name; the phase "read" tells them in its turn. */
    private final Problems unreadable = new Problems();

    private final NoteBook notes = new NoteBook();
    private final ProjectInput input;
    private final ComposeFiles files;
    private final String name;
    private final Map<String, String> variables;

    private ComposeLoader(LoadRequest request, Trace trace) {
        this.request = request;
        this.trace = trace;
        this.input = ProjectInput.of(request, problems);
        this.files =
                new ComposeFiles(input.environment().getOrDefault("HOME", ""), request.input());
        this.name = ProjectName.of(request, input, files, problems, unreadable);
        this.variables = ProjectName.withName(input.environment(), name);
        trace.variables(variables, input.places());
        trace.profiles(input.profiles());
    }

    /**
     * Loads one project.
     *
     * @throws InputException with all problems found, when Docker Compose would refuse the files
     */
    public static Loaded load(LoadRequest request) {
        return loadModel(request).bind();
    }

    /**
     * The name of a project, for which no file is read that is not asked for it, and nothing else
     * in it is looked at.
     *
     * @throws InputException when a file that may name it cannot be read
     */
    public static String name(LoadRequest request) {
        ComposeLoader loader = new ComposeLoader(request, Trace.NONE);
        loader.problems.addAll(loader.unreadable.all());
        loader.requireName();
        loader.problems.throwIfErrors();
        return loader.name;
    }

    /** Every phase but the last. */
    static LoadedModel loadModel(LoadRequest request) {
        return loadModel(request, Trace.NONE);
    }

    /** The same, and the trace is told how it went. */
    static LoadedModel loadModel(LoadRequest request, Trace trace) {
        ComposeLoader loader = new ComposeLoader(request, trace);
        return loader.selected(loader.documents(), false);
    }

    /** The same for lists of names and for hashes: no service's env file is read. */
    static LoadedModel loadForListing(LoadRequest request) {
        ComposeLoader loader = new ComposeLoader(request, Trace.NONE);
        return loader.selected(loader.documents(), true);
    }

    /** Without types: what {@code --no-interpolate} prints. */
    static MapNode loadDocuments(LoadRequest request, Problems warnings) {
        ComposeLoader loader = new ComposeLoader(request, Trace.NONE);
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
                        problems,
                        trace,
                        notes);
        MapNode model = loaded(scope);
        if (model.isEmpty()) {
            problems.error(
                    new Location(StandardInput.shown(input.files().getFirst()), 1, 1),
                    "empty compose file",
                    "a Compose file begins with a line like services:");
        } else {
            requireName();
        }
        problems.throwIfErrors();
        boolean normalize = request.options().normalize() && !request.options().compatibility();
        if (!normalize) {
            return model;
        }
        MapNode normal = Normalize.apply(model, name, scope.variables());
        trace.after(Phase.NORMALIZE, normal);
        return normal;
    }

    private void requireName() {
        if (name.isEmpty()) {
            problems.error(
                    Location.of(input.directory()),
                    "project name must not be empty",
                    "name it with -p or with name: in the file");
        }
    }

    /**
     * @throws InputException with every problem of the files
     */
    private MapNode loaded(Scope scope) {
        try {
            Optional<MapNode> model =
                    new DocumentLoader(scope, files).load(input.files(), input.named());
            problems.throwIfErrors();
            return model.orElseThrow();
        } catch (InputException beyondLimits) {
            throw withEarlier(beyondLimits);
        }
    }

    /** Limits end the work at once, and what was found until then is told, too. */
    private InputException withEarlier(InputException last) {
        List<Problem> all = new ArrayList<>(problems.all());
        last.problems().stream().filter(one -> !all.contains(one)).forEach(all::add);
        return new InputException(all);
    }

    /** From "types" to "selection". */
    private LoadedModel selected(MapNode documents, boolean listing) {
        MapNode named = documents.with("name", Values.string(printedName(documents), documents));
        MapNode typed = Typing.project(named, problems);
        problems.throwIfErrors();
        trace.after(Phase.TYPES, typed);
        Selection selection = Selection.all(typed).withProfiles(input.profiles());
        trace.after(Phase.PROFILES, selection.model());
        if (request.options().checkConsistency()) {
            selection = consistent(selection, listing);
        }
        boolean all = request.options().envFiles() == LoadOptions.EnvFilesOf.ALL;
        selection = listing || all ? selection : withEnvFiles(selection);
        selection = selection.enabling(request.services(), input.profiles());
        trace.after(Phase.SELECTION, selection.model());
        selection = !listing && all ? withEnvFiles(selection) : selection;
        selection = withLabelFiles(selection).only(request.services(), problems);
        problems.throwIfErrors();
        if (!request.options().allResources()) {
            selection = selection.withoutUnused();
        }
        trace.after(Phase.SELECTION, selection.model());
        return new LoadedModel(
                name,
                input.directory(),
                input.files(),
                ProjectInput.namesEnvFiles(request) ? input.envFiles() : List.of(),
                variables,
                selection.model(),
                selection.disabled(),
                problems.warnings(),
                notes.notes());
    }

    private Selection consistent(Selection selection, boolean listing) {
        Consistency.check(selection, problems);
        if (!listing) {
            ContainerNames.check(selection.services(), problems);
        }
        if (problems.hasErrors()) {
            tellWrongFiles(selection.model(), listing);
        }
        problems.throwIfErrors();
        Selection scaled = Replicas.fromScale(selection);
        trace.after(Phase.CONSISTENCY, scaled.model());
        return scaled;
    }

    /** Of what is refused anyway the later phase "env files" can tell its part already. */
    private void tellWrongFiles(MapNode model, boolean listing) {
        if (!listing) {
            serviceFiles().environment(model);
        }
        serviceFiles().labels(model);
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
        trace.after(Phase.ENV_FILES, model);
        return new Selection(model, selection.disabled());
    }

    private Selection withLabelFiles(Selection selection) {
        MapNode model = serviceFiles().labels(selection.model());
        problems.throwIfErrors();
        trace.after(Phase.ENV_FILES, model);
        return new Selection(ServiceFiles.shortEnvFiles(model), selection.disabled());
    }

    private ServiceFiles serviceFiles() {
        String here = PathText.clean(request.directory().toString());
        return new ServiceFiles(here, variables, files.budget(), problems);
    }
}
