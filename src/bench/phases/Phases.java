package dev.gantry.compose;

import dev.gantry.compose.model.Project;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.YamlReader;
import dev.gantry.doc.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Each loading phase alone, on what the phase before it made of one file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(0) // the process that starts JMH has Gantry's own flags, under which no profile can be spoilt
@Warmup(iterations = 2, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class Phases {
    private static final Map<String, String> VARIABLES = Map.of("TZ", "Europe/Berlin", "TAG", "3");

    @Param({"100", "1000", "4000"})
    public int services;

    private Path file;
    private String text;
    private Node raw;
    private MapNode read;
    private MapNode filled;
    private MapNode extended;
    private MapNode canonical;
    private MapNode defaults;
    private MapNode paths;
    private MapNode normal;
    private MapNode typed;
    private Selection selection;
    private Selection withFiles;
    private MapNode yaml;
    private LoadedModel loaded;

    @Setup
    public void load() throws IOException {
        Share none = new Share();
        file = Stack.write(Files.createTempDirectory("phases"), services);
        text = Files.readString(file);
        raw = YamlReader.documents(file.toString(), text).getFirst();
        read = (MapNode) tags(none).document();
        filled = interpolate(none);
        extended = extend(none);
        canonical = canonicalForm(none);
        defaults = defaults(none);
        paths = relativePaths(none);
        normal = normalize(none);
        typed = types(none);
        selection = profiles(none);
        withFiles = new Selection(envFiles(none), selection.disabled());
        loaded = ComposeLoader.loadModel(request());
        yaml = Printing.yaml(loaded.model());
    }

    private LoadRequest request() {
        return LoadRequest.in(file.getParent(), VARIABLES);
    }

    private dev.gantry.compose.Scope scope() {
        String folder = file.getParent().toString();
        return new dev.gantry.compose.Scope(
                folder,
                folder,
                VARIABLES,
                LoadOptions.DEFAULT,
                List.of(),
                new Problems(),
                Trace.NONE,
                new NoteBook());
    }

    private String folder() {
        return file.getParent().toString();
    }

    @Benchmark
    public List<Node> read(Share share) {
        return YamlReader.documents(file.toString(), text);
    }

    @Benchmark
    public ResetTags tags(Share share) {
        return ResetTags.of(raw);
    }

    @Benchmark
    public MapNode interpolate(Share share) {
        return Interpolation.apply(read, VARIABLES, new Problems(), new NoteBook());
    }

    @Benchmark
    public MapNode extend(Share share) {
        dev.gantry.compose.Scope scope = scope();
        DocumentLoader loader = new DocumentLoader(scope, new ComposeFiles("", StandardInput.none()));
        return new Extends(scope, loader).apply(filled, file.toString(), ResetTags.of(filled));
    }

    /** Over itself, so that every list and mapping has something to be laid over. */
    @Benchmark
    public MapNode merge(Share share) {
        return Unique.apply(Merge.documents(extended, extended, new Problems()));
    }

    @Benchmark
    public MapNode validate(Share share) {
        return SchemaValidation.apply(extended, true, file.toString(), new Problems());
    }

    @Benchmark
    public MapNode canonicalForm(Share share) {
        Problems problems = new Problems();
        MapNode spelled = Canonical.apply(extended, false, new Budget(), problems);
        return Unique.apply(EmptyEntries.omit(spelled));
    }

    @Benchmark
    public MapNode defaults(Share share) {
        return Defaults.apply(canonical);
    }

    @Benchmark
    public Problems checksOfValues(Share share) {
        Problems problems = new Problems();
        ValueChecks.apply(defaults, problems);
        return problems;
    }

    @Benchmark
    public MapNode relativePaths(Share share) {
        MapNode absolute = 
                RelativePaths.apply(defaults, folder(), "", new Problems(), new NoteBook());
        return EnvironmentEntries.resolve(absolute, VARIABLES);
    }

    @Benchmark
    public MapNode normalize(Share share) {
        return Normalize.apply(paths, "bench", VARIABLES);
    }

    @Benchmark
    public MapNode types(Share share) {
        return Typing.project(normal, new Problems());
    }

    @Benchmark
    public Selection profiles(Share share) {
        return Selection.all(typed).withProfiles(List.of());
    }

    @Benchmark
    public Selection consistency(Share share) {
        Problems problems = new Problems();
        Consistency.check(selection, problems);
        ContainerNames.check(selection.services(), problems);
        problems.throwIfErrors();
        return Replicas.fromScale(selection);
    }

    @Benchmark
    public MapNode envFiles(Share share) {
        Problems problems = new Problems();
        ServiceFiles files = new ServiceFiles(folder(), VARIABLES, new Budget(), problems);
        MapNode model = files.environment(selection.model());
        problems.throwIfErrors();
        return files.labels(model);
    }

    /** The last service depends on all the others. */
    @Benchmark
    public Selection selection(Share share) {
        return withFiles.only(List.of("app" + (services - 1)), new Problems()).withoutUnused();
    }

    @Benchmark
    public Project bind(Share share) {
        return loaded.bind().project();
    }

    @Benchmark
    public MapNode printing(Share share) {
        return Printing.yaml(loaded.model());
    }

    @Benchmark
    public String writing(Share share) {
        return YamlWriter.write(yaml);
    }

    @Benchmark
    public Loaded all(Share share) {
        return ComposeLoader.load(request());
    }
}
