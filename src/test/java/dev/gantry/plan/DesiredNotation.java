package dev.gantry.plan;

import dev.gantry.compose.CanonicalProjects;
import dev.gantry.compose.Durations;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Readiness;
import dev.gantry.diag.Location;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.FileTree;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.FleetLabels;
import dev.gantry.fleet.FleetParts;
import dev.gantry.fleet.Freight;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.HostSelector;
import dev.gantry.fleet.ImageNames;
import dev.gantry.fleet.Inference;
import dev.gantry.fleet.Need;
import dev.gantry.fleet.Parcel;
import dev.gantry.fleet.Setting;
import dev.gantry.fleet.Stack;
import dev.gantry.fleet.StartTimeout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A fleet in a few words.
 *
 * <pre>
 * folder /home/ann/fleet                       where the files are, unless in /srv/fleet
 * network ai                                   a network of the fleet file
 * stack web on vps,gpu needs=infra,llm/chat@started formerly=all
 *   network ai external
 *   volume data
 *   config motd what stands in it
 *   off debug                                  a service that profiles switch off
 *   service db image=pg:17 check=yes scale=2 needs=seed:completed,cache:healthy:restart,log:healthy:optional
 *              networks=ai,default volumes=data:/var,/anonymous configs=motd ports=80:8080 env=A:1 pull=always mode=service:x built
 *              hooks=post_start,pre_stop files=v1/motd:/etc/motd order=start-first
 * </pre>
 *
 * <p>Checks are {@code yes}, {@code off}, or the image's when nothing is said. Projects have their
 * stack's name. Files are of {@code src/test/resources/delivery}; in the Compose file they have the
 * name without the version.
 */
public final class DesiredNotation {
    private static final Location HERE = Location.of("fleet");
    private static final Path FILES = Path.of("src/test/resources/delivery");

    private Path folder = Path.of("/srv/fleet");
    private final SequencedMap<String, Network> networks = new LinkedHashMap<>();
    private final List<Deployment> deployments = new ArrayList<>();
    private final SequencedMap<String, Host> hosts = new LinkedHashMap<>();
    private final SequencedMap<String, Stack> stacks = new LinkedHashMap<>();

    public static Desired read(String text) {
        DesiredNotation notation = new DesiredNotation();
        List<Words> lines = Words.lines(text);
        for (int i = 0; i < lines.size(); i++) {
            Words line = lines.get(i);
            if (line.word(0).equals("network") && !line.indented()) {
                notation.network(line.word(1));
            } else if (line.word(0).equals("folder")) {
                notation.folder = Path.of(line.word(1));
            } else if (line.word(0).equals("stack")) {
                int end = i + 1;
                while (end < lines.size() && lines.get(end).indented()) {
                    end++;
                }
                notation.stack(line, lines.subList(i + 1, end));
                i = end - 1;
            } else {
                throw new IllegalArgumentException("not a line of a fleet: " + line);
            }
        }
        return notation.desired();
    }

    private Desired desired() {
        Fleet fleet =
                new Fleet(
                        "home",
                        "gantry.yaml",
                        folder,
                        new LinkedHashMap<>(),
                        hosts,
                        networks,
                        List.of(),
                        List.of(),
                        stacks,
                        new LinkedHashMap<>(),
                        ImageNames.AS_WRITTEN,
                        Inference.NONE,
                        List.of());
        return new Desired(fleet, deployments, List.of());
    }

    private void network(String name) {
        MapNode labels = Json.object().put(FleetLabels.FLEET, Json.of("home")).build();
        MapNode canonical = Json.object().put("name", Json.of(name)).put("labels", labels).build();
        networks.put(name, new Network(name, name, false, canonical));
    }

    private void stack(Words line, List<Words> body) {
        String name = line.word(1);
        List<String> on = List.of(line.word(3).split(","));
        Stack stack =
                new Stack(
                        name,
                        name,
                        List.of(),
                        List.of(),
                        new LinkedHashMap<>(),
                        List.of(),
                        new HostSelector.Named(on),
                        line.list("needs").stream().map(DesiredNotation::need).toList(),
                        "",
                        List.of(),
                        List.of(),
                        new StartTimeout(
                                Durations.parse(line.text("first", "")),
                                Durations.parse(line.text("later", ""))),
                        line.list("formerly").stream()
                                .map(project -> new Stack.Former(project, HERE))
                                .toList(),
                        HERE);
        stacks.put(name, stack);
        Project project = project(name, body);
        Freight freight = freight(name, body);
        for (String host : on) {
            deployments.add(
                    new Deployment(
                            stack,
                            hosts.computeIfAbsent(host, DesiredNotation::host),
                            project,
                            freight,
                            Setting.NONE));
        }
    }

    private static Host host(String name) {
        return FleetParts.host(name, "ssh://" + name, name, HERE);
    }

    private static Need need(String text) {
        String[] readiness = text.split("@");
        String[] names = readiness[0].split("/");
        return new Need(
                names[0],
                names.length > 1 ? names[1] : "",
                readiness.length > 1
                        ? Readiness.valueOf(readiness[1].toUpperCase(Locale.ROOT))
                        : Readiness.HEALTHY,
                HERE);
    }

    private Project project(String name, List<Words> body) {
        MapNode.Builder services = Json.object();
        MapNode.Builder networks = Json.object();
        MapNode.Builder volumes = Json.object();
        MapNode.Builder configs = Json.object();
        Set<String> off = new LinkedHashSet<>();
        networks.put("default", resource(name + "_default", Words.of("network default")));
        for (Words line : body) {
            String key = line.word(1);
            String full = line.has("external") ? key : name + "_" + key;
            switch (line.word(0)) {
                case "network" -> networks.put(key, resource(full, line));
                case "volume" -> volumes.put(key, resource(full, line));
                case "config" -> configs.put(key, config(full, line.rest(2)));
                case "off" -> off.add(key);
                case "service" -> services.put(key, service(line));
                default -> throw new IllegalArgumentException("not a line of a stack: " + line);
            }
        }
        MapNode canonical =
                Json.object()
                        .put("name", Json.of(name))
                        .put("services", services.build())
                        .put("networks", networks.build())
                        .put("volumes", volumes.build())
                        .put("configs", configs.build())
                        .build();
        return CanonicalProjects.bind(folder.resolve(name), canonical, off);
    }

    private static Freight freight(String project, List<Words> body) {
        Map<String, SequencedMap<String, Parcel>> services = new LinkedHashMap<>();
        for (Words line : body) {
            SequencedMap<String, Parcel> parcels = new LinkedHashMap<>();
            for (String file : line.list("files")) {
                String[] parts = file.split(":");
                parcels.put(parts[1], parcel(project, parts[0]));
            }
            services.put(line.word(1), parcels);
        }
        return new Freight(services);
    }

    private static Parcel parcel(String project, String file) {
        Path source = FILES.resolve(file);
        String name = unversioned(file);
        Parcel.Rights rights = Parcel.Rights.AS_THEY_ARE;
        try {
            String digest = Parcel.digest(FileTree.of(source, Parcel.LIMITS), name, rights);
            Parcel.Place place = new Parcel.Place("/var/lib/gantry", project, digest);
            return new Parcel("file ./" + name, source, name, rights, place);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String unversioned(String file) {
        return file.substring(file.indexOf('/') + 1);
    }

    private Node mounts(Words line) {
        return Json.array(
                Stream.concat(
                                line.list("volumes").stream().map(DesiredNotation::mount),
                                line.list("files").stream().map(this::fileMount))
                        .toList());
    }

    private Node fileMount(String text) {
        String[] parts = text.split(":");
        return mount(folder.resolve(unversioned(parts[0])) + ":" + parts[1]);
    }

    private static MapNode resource(String name, Words line) {
        MapNode.Builder resource = Json.object().put("name", Json.of(name));
        line.pairs().forEach((key, value) -> resource.put(key, Json.of(value)));
        return line.has("external")
                ? resource.put("external", Json.of(true)).build()
                : resource.build();
    }

    private static MapNode config(String name, String content) {
        return Json.object().put("name", Json.of(name)).put("content", Json.of(content)).build();
    }

    private MapNode service(Words line) {
        MapNode.Builder service = Json.object();
        if (line.has("built")) {
            service.put("build", Json.object().put("context", Json.of("/src")).build());
        }
        MapNode hook = Json.object().put("command", Json.strings(List.of("true"))).build();
        line.list("hooks").forEach(one -> service.put(one, Json.array(List.of(hook))));
        copy(line, service, "image", "image");
        copy(line, service, "pull", "pull_policy");
        copy(line, service, "mode", "network_mode");
        copy(line, service, "name", "container_name");
        if (!line.text("order", "").isEmpty()) {
            service.put("deploy", order(line.text("order", "")));
        }
        service.put("scale", Json.of(Integer.parseInt(line.text("scale", "1"))));
        service.put("depends_on", dependencies(line));
        switch (line.text("check", "")) {
            case "yes" -> service.put("healthcheck", check("CMD", "true"));
            case "off" -> service.put("healthcheck", check("NONE"));
            default -> {}
        }
        if (line.text("mode", "").isEmpty()) {
            MapNode.Builder networks = Json.object();
            List<String> names = line.list("networks");
            (names.isEmpty() ? List.of("default") : names)
                    .forEach(one -> networks.put(one, Json.nil()));
            service.put("networks", networks.build());
        }
        service.put("volumes", mounts(line));
        service.put(
                "configs",
                Json.array(line.list("configs").stream().map(DesiredNotation::grant).toList()));
        service.put(
                "ports",
                Json.array(line.list("ports").stream().map(DesiredNotation::port).toList()));
        MapNode.Builder environment = Json.object();
        line.list("env")
                .forEach(one -> environment.put(one.split(":")[0], Json.of(one.split(":")[1])));
        return service.put("environment", environment.build()).build();
    }

    private static MapNode order(String order) {
        MapNode update = Json.object().put("order", Json.of(order)).build();
        return Json.object().put("update_config", update).build();
    }

    private static void copy(Words line, MapNode.Builder service, String from, String to) {
        if (!line.text(from, "").isEmpty()) {
            service.put(to, Json.of(line.text(from, "")));
        }
    }

    private static MapNode check(String... test) {
        return Json.object().put("test", Json.strings(List.of(test))).build();
    }

    private static MapNode dependencies(Words line) {
        MapNode.Builder all = Json.object();
        for (String text : line.list("needs")) {
            List<String> parts = List.of(text.split(":"));
            String condition =
                    parts.contains("healthy")
                            ? "service_healthy"
                            : parts.contains("completed")
                                    ? "service_completed_successfully"
                                    : "service_started";
            all.put(
                    parts.getFirst(),
                    Json.object()
                            .put("condition", Json.of(condition))
                            .put("restart", Json.of(parts.contains("restart")))
                            .put("required", Json.of(!parts.contains("optional")))
                            .build());
        }
        return all.build();
    }

    /** {@code SOURCE:TARGET}, {@code SOURCE:TARGET:ro}, or {@code /TARGET} without a name. */
    private static Node mount(String text) {
        String[] parts = text.split(":");
        if (parts.length == 1) {
            return Json.object()
                    .put("type", Json.of("volume"))
                    .put("target", Json.of(text))
                    .build();
        }
        return Json.object()
                .put("type", Json.of(parts[0].startsWith("/") ? "bind" : "volume"))
                .put("source", Json.of(parts[0]))
                .put("target", Json.of(parts[1]))
                .put("read_only", Json.of(parts.length > 2))
                .build();
    }

    private static Node grant(String config) {
        return Json.object()
                .put("source", Json.of(config))
                .put("target", Json.of("/" + config))
                .build();
    }

    private static Node port(String text) {
        String[] parts = text.split(":");
        return Json.object()
                .put("published", Json.of(parts[0]))
                .put("target", Json.of(Integer.parseInt(parts[1])))
                .put("protocol", Json.of("tcp"))
                .build();
    }
}
