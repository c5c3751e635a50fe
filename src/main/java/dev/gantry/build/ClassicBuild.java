package dev.gantry.build;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.engine.ImageCalls.Parameter;
import dev.gantry.engine.PackedStream;
import dev.gantry.plan.ComposeLabels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * An order in the words of the engine's classic builder.
 *
 * @see <a
 *     href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image/operation/ImageBuild">
 *     POST /build</a>
 */
public record ClassicBuild(BuildOrder order) {
    private static final String BUILDER = ComposeLabels.PREFIX + "image.builder";

    /** What only BuildKit can do, by key of the section. */
    private static final Map<String, String> BEYOND =
            Map.of(
                    "secrets", "secrets",
                    "ssh", "SSH keys",
                    "additional_contexts", "additional contexts",
                    "cache_to", "a cache to write to",
                    "entitlements", "entitlements",
                    "provenance", "attestations",
                    "sbom", "attestations");

    /** What the section wants that the classic builder cannot do. */
    public List<Problem> limits() {
        List<Problem> problems = new ArrayList<>();
        MapNode section = order.section().node();
        for (String key : section.keys()) {
            if (BEYOND.containsKey(key)) {
                problems.add(beyond(place(section, key), BEYOND.getOrDefault(key, "")));
            }
        }
        if (order.section().flag("privileged")) {
            problems.add(beyond(place(section, "privileged"), "privileged builds"));
        }
        if (order.section().texts("platforms").size() > 1) {
            problems.add(beyond(place(section, "platforms"), "several platforms"));
        }
        if (!order.options().ssh().isEmpty()) {
            problems.add(beyond(Location.of("--ssh"), "SSH keys"));
        }
        order.options()
                .buildKit()
                .keySet()
                .forEach(option ->
                        problems.add(
                                beyond(
                                        Location.of("--" + option),
                                        option.equals("builder")
                                                ? "another builder"
                                                : "attestations")));
        if (order.inline().isPresent() && order.folder().isEmpty()) {
            problems.add(
                    beyond(
                            place(section, "dockerfile_inline"),
                            "a Dockerfile beside a context from elsewhere"));
        }
        return problems;
    }

    private static Location place(MapNode section, String key) {
        MapNode.Entry entry = section.entries().get(key);
        return entry == null ? section.location() : entry.key();
    }

    private Problem beyond(Location place, String what) {
        return Problem.error(
                place,
                "service \""
                        + order.service().name()
                        + "\" wants "
                        + what
                        + " for its build, which the engine's classic builder does not know",
                "install the docker CLI with its buildx plugin on this machine");
    }

    /** The query. */
    public List<Parameter> parameters() {
        Query query = new Query();
        order.tags().forEach(tag -> query.add("t", tag));
        if (order.folder().isEmpty()) {
            query.add("remote", order.context());
            query.add("dockerfile", order.dockerfileName());
        } else {
            query.add("dockerfile", archive().dockerfile());
        }
        query.add("rm", "1");
        query.flag("nocache", order.noCache());
        query.flag("pull", order.pull());
        query.some("target", order.section().text("target"));
        query.some("networkmode", order.section().text("network"));
        query.some("isolation", order.section().text("isolation"));
        query.some("shmsize", order.section().text("shm_size"));
        query.some("memory", order.options().memory() == 0 ? "" : "" + order.options().memory());
        order.platforms().stream().limit(1).forEach(one -> query.add("platform", one));
        order.hosts().forEach(host -> query.add("extrahosts", host.replaceFirst("=", ":")));
        query.json("buildargs", Json.strings(order.arguments()));
        query.json("labels", Json.strings(labels()));
        query.json("ulimits", Json.array(limitNodes()));
        query.json("cachefrom", Json.strings(order.section().texts("cache_from")));
        return query.parameters;
    }

    /** The builder says which one it was, as Docker Compose has it do. */
    private SequencedMap<String, String> labels() {
        SequencedMap<String, String> labels = order.labels();
        labels.put(BUILDER, "classic");
        return labels;
    }

    private List<Node> limitNodes() {
        List<Node> nodes = new ArrayList<>();
        for (BuildOrder.Limit limit : order.limits()) {
            nodes.add(
                    Json.object()
                            .put("Name", Json.of(limit.name()))
                            .put("Hard", Json.of(limit.hard()))
                            .put("Soft", Json.of(limit.soft()))
                            .build());
        }
        return nodes;
    }

    /**
     * The context's archive while it is being packed; empty where the engine fetches the context.
     *
     * @throws IOException when it cannot be begun
     */
    public InputStream context() throws IOException {
        return order.folder().isEmpty()
                ? new ByteArrayInputStream(new byte[0])
                : PackedStream.of(archive()::pack);
    }

    private ContextArchive archive() {
        return ContextArchive.of(order);
    }

    /** Parameters, as they come. */
    private static final class Query {
        private final List<Parameter> parameters = new ArrayList<>();

        void add(String name, String value) {
            parameters.add(new Parameter(name, value));
        }

        void some(String name, String value) {
            if (!value.isEmpty()) {
                add(name, value);
            }
        }

        void flag(String name, boolean set) {
            some(name, set ? "1" : "");
        }

        /** What is empty goes without saying. */
        void json(String name, Node value) {
            String text = JsonWriter.compact(value);
            some(name, text.length() > 2 ? text : "");
        }
    }
}
