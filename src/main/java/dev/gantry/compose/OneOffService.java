package dev.gantry.compose;

import dev.gantry.compose.model.OneOff;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Location;
import dev.gantry.diag.UsageException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.ListNode;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The service of one {@code run}: the service of the files, changed by what the command line says.
 *
 * @see <a href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/run.go">docker/compose,
 *     run.go</a>
 */
public final class OneOffService {
    private static final Location HERE = Location.of("the arguments");

    private final Project project;
    private MapNode service;

    private OneOffService(Project project, MapNode service) {
        this.project = project;
        this.service = service;
    }

    /**
     * What the command line says.
     *
     * @param name the container's
     * @param settings attributes that replace the service's: {@code user}, {@code tty} …
     * @param environment variables that come before the service's own; {@code labels} alike
     * @param servicePorts whether the service's ports are published
     * @param published more ports, in the short syntax; {@code volumes} alike
     */
    public record Changes(
            String name,
            OneOff mark,
            MapNode settings,
            Map<String, String> environment,
            Map<String, String> labels,
            boolean servicePorts,
            List<String> published,
            List<String> volumes,
            List<String> capabilities,
            List<String> droppedCapabilities) {}

    /** The words of a command in the short syntax. */
    public static List<String> words(String command) {
        return said("--entrypoint", () -> new ShellWords(command).split());
    }

    public static Service of(Project project, Service service, Changes changes) {
        OneOffService one = new OneOffService(project, service.canonical());
        one.runsOnce(changes);
        changes.settings().entries().forEach((key, entry) -> one.set(key, entry.value()));
        one.add("environment", changes.environment());
        one.add("labels", changes.labels());
        one.ports(changes);
        changes.volumes().forEach(one::volume);
        one.capabilities(changes.capabilities(), changes.droppedCapabilities());
        return new ServiceBinder(
                        service.name(), project.name(), Fields.of(changes.mark().mark(one.service)))
                .bind();
    }

    private void set(String key, Node value) {
        service = service.with(key, value);
    }

    private void runsOnce(Changes changes) {
        set("container_name", Json.of(changes.name()));
        set("scale", Json.of(1));
        service = service.without("restart");
        if (service.get("deploy") instanceof MapNode deploy) {
            set("deploy", deploy.without("restart_policy"));
        }
    }

    private void add(String key, Map<String, String> more) {
        MapNode.Builder all = Fields.of(service).map(key).node().toBuilder();
        more.forEach((name, value) -> all.put(name, Json.of(value)));
        set(key, all.build());
    }

    private void ports(Changes changes) {
        List<Node> ports = new ArrayList<>(changes.servicePorts() ? items("ports") : List.of());
        for (String spec : changes.published()) {
            ports.addAll(said("--publish", () -> PortSpec.parse(spec, HERE)));
        }
        set("ports", Json.array(ports));
    }

    /** Paths start at the project's folder, as they do in the files. */
    private void volume(String spec) {
        MapNode mount = said("--volume", () -> VolumeSpec.parse(spec, HERE));
        String source = Values.text(mount, "source");
        if (Values.text(mount, "type").equals("bind") && !source.startsWith("~")) {
            String path = PathText.resolve(project.directory().toString(), source);
            mount = mount.with("source", Json.of(path));
        }
        String target = Values.text(mount, "target");
        List<Node> mounts = new ArrayList<>(items("volumes"));
        mounts.removeIf(
                other -> other instanceof MapNode map && Values.text(map, "target").equals(target));
        mounts.add(mount);
        set("volumes", Json.array(mounts));
    }

    /** What is added is not dropped any more, and the other way round. */
    private void capabilities(List<String> added, List<String> dropped) {
        Set<String> add = new LinkedHashSet<>(Fields.of(service).texts("cap_add"));
        Set<String> drop = new LinkedHashSet<>(Fields.of(service).texts("cap_drop"));
        add.addAll(added);
        added.forEach(drop::remove);
        drop.addAll(dropped);
        dropped.forEach(add::remove);
        set("cap_add", Json.strings(List.copyOf(add)));
        set("cap_drop", Json.strings(List.copyOf(drop)));
    }

    private List<Node> items(String key) {
        return service.get(key) instanceof ListNode list ? list.items() : List.of();
    }

    private static <T> T said(String option, Supplier<T> parsed) {
        try {
            return parsed.get();
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(option + ": " + wrong.getMessage(), "");
        }
    }
}
