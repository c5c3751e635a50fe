package dev.gantry.cli;

import dev.gantry.compose.ConfigOptions;
import dev.gantry.compose.ConfigView;
import dev.gantry.compose.ConfigView.Rendered;
import dev.gantry.compose.LoadRequest;
import dev.gantry.diag.CancelledException;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Problems;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What {@code gantry config} prints of several deployments. Each is loaded apart from the others,
 * so they are loaded at once.
 */
final class FleetConfig {
    private final Problems problems = new Problems();
    private final SequencedMap<String, String> texts = new LinkedHashMap<>();

    /** What is to be loaded, and what is to be printed of it. */
    record Asked(LoadRequest request, ConfigOptions options) {
        Rendered answer() {
            return ConfigView.render(request, options);
        }
    }

    /**
     * @param asked by {@code stack@host}; the same is printed of all
     * @throws InputException with the problems of all of them
     */
    static Rendered render(SequencedMap<String, Asked> asked) {
        FleetConfig config = new FleetConfig();
        config.load(asked);
        config.problems.throwIfErrors();
        ConfigOptions options = asked.firstEntry().getValue().options();
        return new Rendered(config.joined(options), config.problems.warnings());
    }

    /** Hosts often ask for the very same: each distinct request is loaded once. */
    private void load(SequencedMap<String, Asked> requests) {
        int threads = Math.min(requests.size(), Runtime.getRuntime().availableProcessors());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Map<Asked, Future<Rendered>> distinct = new HashMap<>();
            SequencedMap<String, Future<Rendered>> futures = new LinkedHashMap<>();
            requests.forEach((deployment, request) ->
                    futures.put(
                            deployment,
                            distinct.computeIfAbsent(request, one -> pool.submit(one::answer))));
            futures.forEach(this::take);
        }
    }

    private void take(String deployment, Future<Rendered> future) {
        try {
            Rendered rendered = future.get();
            problems.addAll(rendered.warnings());
            texts.put(deployment, rendered.text());
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case InputException wrong -> problems.addAll(wrong.problems());
                case RuntimeException bug -> throw bug;
                case Error bug -> throw bug;
                case null, default -> throw new IllegalStateException(failed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while loading the deployments");
        }
    }

    private String joined(ConfigOptions options) {
        return switch (options.what()) {
            case NOTHING -> "";
            case MODEL, VARIABLES -> options.json() ? object() : documents("---\n");
            case SERVICES, VOLUMES, NETWORKS, MODELS, HASH, PROFILES, IMAGES, ENVIRONMENT ->
                    documents("\n");
        };
    }

    /** Each under a comment that says whose it is. */
    private String documents(String separator) {
        StringBuilder all = new StringBuilder();
        texts.forEach((deployment, text) -> {
            all.append(all.isEmpty() ? "" : separator);
            all.append("# ").append(deployment).append('\n').append(text);
        });
        return all.toString();
    }

    /** One JSON object, deployment to what is printed of it. No line break is within a string. */
    private String object() {
        StringBuilder all = new StringBuilder("{");
        texts.forEach((deployment, text) -> {
            all.append(all.length() == 1 ? "\n  " : ",\n  ");
            all.append(JsonWriter.compact(Json.of(deployment))).append(": ");
            all.append(text.strip().replace("\n", "\n  "));
        });
        return all.append(all.length() == 1 ? "}\n" : "\n}\n").toString();
    }
}
