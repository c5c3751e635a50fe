package dev.gantry.lab;

import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.TarWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an image is put together from Debian packages.
 *
 * @param name the image is {@code lab/NAME}
 * @param packages what to fetch, with all that it depends on
 * @param whole packages that are taken as they are
 * @param pick patterns of single paths to take; see {@link Glob}
 * @param without patterns of paths to leave out
 * @param extras files, links and folders of our own
 * @param tags what each is told besides, as variables
 * @param config the image's configuration in the words of the OCI image specification, without
 *     {@code Env}'s PATH
 */
record ImageRecipe(
        String name,
        Suite suite,
        List<String> packages,
        List<String> whole,
        List<String> pick,
        List<String> without,
        SortedMap<String, LayerEntry> extras,
        List<String> environment,
        SortedMap<String, List<String>> tags,
        MapNode config) {

    /** Tags that every image comes with: good for changing an image without building one. */
    private static final SortedMap<String, List<String>> TAGS =
            new TreeMap<>(Map.of("1", List.of(), "2", List.of()));

    static Builder of(String name, Suite suite) {
        return new Builder(name, suite);
    }

    /** Collects a recipe. */
    static final class Builder {
        private static final long SECOND = 1_000_000_000L;

        private final String name;
        private final Suite suite;
        private List<String> packages = List.of();
        private List<String> whole = List.of();
        private List<String> pick = List.of();
        private List<String> without = List.of();
        private List<String> environment = List.of();
        private SortedMap<String, List<String>> tags = TAGS;
        private final SortedMap<String, LayerEntry> extras = new TreeMap<>();
        private final MapNode.Builder config = Json.object();

        private Builder(String name, Suite suite) {
            this.name = name;
            this.suite = suite;
        }

        Builder packages(String... names) {
            packages = List.of(names);
            return this;
        }

        Builder whole(String... names) {
            whole = List.of(names);
            return this;
        }

        Builder pick(String... patterns) {
            pick = List.of(patterns);
            return this;
        }

        Builder without(String... patterns) {
            without = List.of(patterns);
            return this;
        }

        Builder file(String path, int mode, String content) {
            extras.put(path, new LayerEntry.Text(content, mode));
            return this;
        }

        Builder link(String path, String target) {
            extras.put(path, new LayerEntry.Link(target));
            return this;
        }

        Builder folder(String path, int mode, int owner) {
            extras.put(path, new LayerEntry.Folder(new TarWriter.Owner(mode, owner, owner)));
            return this;
        }

        Builder environment(String... variables) {
            environment = List.of(variables);
            return this;
        }

        /** Other tags, each with variables of its own. */
        Builder tags(SortedMap<String, List<String>> all) {
            tags = all;
            return this;
        }

        Builder entrypoint(String... command) {
            config.put("Entrypoint", Json.strings(List.of(command)));
            return this;
        }

        Builder command(String... command) {
            config.put("Cmd", Json.strings(List.of(command)));
            return this;
        }

        Builder ports(int... ports) {
            MapNode.Builder exposed = Json.object();
            for (int port : ports) {
                exposed.put(port + "/tcp", Json.object().build());
            }
            config.put("ExposedPorts", exposed.build());
            return this;
        }

        Builder volume(String path) {
            config.put("Volumes", Json.object().put(path, Json.object().build()).build());
            return this;
        }

        Builder stopSignal(String signal) {
            config.put("StopSignal", Json.of(signal));
            return this;
        }

        /** A check every second, and twice a second at the start where the engine can do that. */
        Builder health(String... test) {
            return healthEvery(1, test);
        }

        /** The same with less of a load. */
        Builder healthEvery(int seconds, String... test) {
            config.put(
                    "Healthcheck",
                    Json.object()
                            .put("Test", Json.strings(List.of(test)))
                            .put("Interval", Json.of(seconds * SECOND))
                            .put("Timeout", Json.of(3 * SECOND))
                            .put("StartPeriod", Json.of(30 * SECOND))
                            .put("StartInterval", Json.of(SECOND / 2))
                            .put("Retries", Json.of(5))
                            .build());
            return this;
        }

        Builder healthyWhenAnswering(String url) {
            return health("CMD", "wget", "-q", "-O", "/dev/null", url);
        }

        ImageRecipe build() {
            return new ImageRecipe(
                    name,
                    suite,
                    List.copyOf(packages),
                    List.copyOf(whole),
                    List.copyOf(pick),
                    List.copyOf(without),
                    new TreeMap<>(extras),
                    new ArrayList<>(environment),
                    new TreeMap<>(tags),
                    config.build());
        }
    }
}
