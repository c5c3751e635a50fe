package dev.gantry.compose;

import dev.gantry.compose.model.ConfigHash;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.YamlWriter;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Prints what {@code docker compose config} prints. */
public final class ConfigView {

    /**
     * What is to be printed.
     *
     * @param text for standard output
     */
    public record Rendered(String text, List<Problem> warnings) {}

    private final LoadRequest request;
    private final ConfigOptions options;

    private ConfigView(LoadRequest request, ConfigOptions options) {
        this.request = request;
        this.options = options;
    }

    /**
     * Loads the files and prints what the options ask for.
     *
     * @throws InputException with all problems found, when Docker Compose would refuse the files
     */
    public static Rendered render(LoadRequest request, ConfigOptions options) {
        ConfigView view = new ConfigView(request, options);
        if (options.what() == ConfigOptions.What.VARIABLES) {
            return view.variables();
        }
        return request.options().interpolate() ? view.project() : view.documents();
    }

    private Rendered documents() {
        Problems problems = new Problems();
        MapNode model = ComposeLoader.loadDocuments(request, problems);
        String text =
                switch (options.what()) {
                    case SERVICES -> lines(Values.map(model, "services").keys());
                    case VOLUMES -> lines(Values.map(model, "volumes").keys());
                    case NETWORKS -> lines(Values.map(model, "networks").keys());
                    case NOTHING -> {
                        pinned(model);
                        yield "";
                    }
                    default -> untyped(pinned(model));
                };
        return new Rendered(text, problems.warnings());
    }

    private String untyped(MapNode model) {
        return options.json()
                ? JsonWriter.pretty(Printing.jsonSorted(model))
                : YamlWriter.write(Printing.yamlSorted(model));
    }

    private Rendered project() {
        LoadedModel loaded =
                (listing()
                                ? ComposeLoader.loadForListing(request)
                                : ComposeLoader.loadModel(request))
                        .printed();
        MapNode model = loaded.model();
        String text =
                switch (options.what()) {
                    case MODEL -> escaped(typed(pinned(model)));
                    case NOTHING -> {
                        pinned(model);
                        yield "";
                    }
                    case SERVICES -> lines(loaded.services().keys());
                    case VOLUMES -> lines(Values.map(model, "volumes").keys());
                    case NETWORKS -> lines(Values.map(model, "networks").keys());
                    case MODELS -> lines(models(model));
                    case HASH -> hashes(loaded);
                    case PROFILES -> lines(profiles(loaded));
                    case IMAGES -> lines(images(loaded));
                    case ENVIRONMENT -> lines(environment(loaded));
                    case VARIABLES -> "";
                };
        return new Rendered(text, loaded.warnings());
    }

    private MapNode pinned(MapNode model) {
        return options.pinning().map(pinning -> pinning.applied(model)).orElse(model);
    }

    /** What has lost its name to pinning has an empty one in Docker Compose's JSON. */
    private String typed(MapNode model) {
        if (!options.json()) {
            return YamlWriter.write(Printing.yaml(model));
        }
        MapNode named = model.has("name") ? model : model.with("name", Values.string("", model));
        return Printing.jsonText(named);
    }

    /** Whether env files are of no matter for what is printed. */
    private boolean listing() {
        return switch (options.what()) {
            case SERVICES, VOLUMES, NETWORKS, MODELS, HASH, PROFILES, IMAGES -> true;
            case MODEL, NOTHING, ENVIRONMENT, VARIABLES -> false;
        };
    }

    /** A dollar sign that is one would be a variable to whoever reads the output. */
    private static String escaped(String text) {
        return text.replace("$", "$$");
    }

    private static String lines(Collection<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static List<String> models(MapNode model) {
        return Values.map(model, "models").values().stream()
                .filter(entry -> entry.value() instanceof MapNode)
                .map(entry -> Values.text((MapNode) entry.value(), "model"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private String hashes(LoadedModel loaded) {
        Collection<String> names =
                new TreeSet<>(
                        options.hash().equals("*")
                                ? loaded.services().keys()
                                : List.of(options.hash().split(",")));
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (!(loaded.services().get(name) instanceof MapNode service)) {
                throw new InputException(
                        List.of(
                                Problem.error(
                                        ProjectInput.ARGUMENTS,
                                        "no such service: " + name,
                                        DidYouMean.hint(name, loaded.services().keys()))));
            }
            text.append(name)
                    .append(' ')
                    .append(ConfigHash.ofService(Printing.jsonService(service)))
                    .append('\n');
        }
        return text.toString();
    }

    private static Collection<String> profiles(LoadedModel loaded) {
        TreeSet<String> profiles = new TreeSet<>();
        for (MapNode group : List.of(loaded.services(), loaded.disabled())) {
            for (MapNode.Entry entry : group.values()) {
                for (Node profile : Selection.profilesOf(entry.value())) {
                    profiles.add(Values.text(profile));
                }
            }
        }
        return profiles;
    }

    private List<String> images(LoadedModel loaded) {
        String separator = request.options().compatibility() ? "_" : "-";
        return loaded.services().entries().entrySet().stream()
                .map(entry -> {
                    String image =
                            entry.getValue().value() instanceof MapNode service
                                    ? Values.text(service, "image")
                                    : "";
                    return image.isEmpty() ? loaded.name() + separator + entry.getKey() : image;
                })
                .toList();
    }

    private static List<String> environment(LoadedModel loaded) {
        return new TreeMap<>(loaded.environment())
                .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    }

    private Rendered variables() {
        Problems problems = new Problems();
        MapNode model =
                ComposeLoader.loadDocuments(
                        request.with(request.options().withoutInterpolation()), problems);
        return new Rendered(VariableTable.of(model, options.format()), problems.warnings());
    }
}
