package dev.gantry.apply.mapping;

import dev.gantry.compose.CanonicalProjects;
import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Network;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.engine.ApiVersion;
import dev.gantry.engine.EngineVersion;
import dev.gantry.fleet.Parcel;
import dev.gantry.golden.CaseFile;
import dev.gantry.plan.ComposeLabels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compose in, Engine API out. The expectations of a whole service were compared, field by field,
 * with what Docker Compose 2.40.3 sent to a real engine for the same file.
 */
class MappingGoldenTest {

    @TestFactory
    Stream<DynamicTest> bodies() {
        return CaseFile.tests("apply/mapping", MappingGoldenTest::answer);
    }

    private static String answer(CaseFile one) {
        Project project =
                project((MapNode) JsonReader.read("project.json", one.section("project.json")));
        String[] words = one.section("make").strip().split(" ");
        EngineVersion engine =
                new EngineVersion(
                        new ApiVersion(one.section("api").strip()), "test", "linux", "amd64");
        return switch (words[0]) {
            case "network" -> network(project, known(project.networks(), words[1]), engine);
            case "volume" ->
                    text(MountMapping.creation(project.name(), known(project.volumes(), words[1])));
            default -> container(project, words, engine);
        };
    }

    private static String network(Project project, Network network, EngineVersion engine) {
        List<String> limits = ApiLimits.of(network, engine);
        return limits.isEmpty()
                ? text(NetworkMapping.creation(project.name(), network, engine))
                : String.join("\n", limits);
    }

    private static Project project(MapNode canonical) {
        Path directory = Path.of("/srv", Fields.of(canonical).text("name"));
        return CanonicalProjects.bind(directory, canonical, Set.of());
    }

    /** {@code container SERVICE NUMBER [remote] [replacing] [folder]}. */
    private static String container(Project project, String[] words, EngineVersion engine) {
        Service service = known(project.services(), words[1]);
        Map<String, String> ids = new LinkedHashMap<>();
        project.services().keySet().forEach(name -> ids.put(name, "id-of-" + name));
        List<String> flags = List.of(words);
        boolean replacing = flags.contains("replacing");
        Site site =
                new Site(
                        engine,
                        flags.contains("remote") ? delivered(project, service) : new TreeMap<>(),
                        "sha256:image",
                        ids,
                        Map.of("./seccomp.json", "{\"defaultAction\":\"SCMP_ACT_ALLOW\"}"),
                        replacing
                                ? List.of(new Site.InheritedMount("volume", "0123", "/anon", false))
                                : List.of(),
                        replacing ? "0ld" : "",
                        !flags.contains("folder"));
        ContainerOrder order =
                new ContainerOrder(project, service, Integer.parseInt(words[2]), site);
        List<String> limits = ApiLimits.of(order);
        return limits.isEmpty() ? bodies(order) : String.join("\n", limits);
    }

    /** Every file that is mounted. */
    private static SequencedMap<String, Parcel> delivered(Project project, Service service) {
        SequencedMap<String, Parcel> parcels = new TreeMap<>();
        service.mounts().stream()
                .filter(mount -> mount.type() == Mount.Type.BIND)
                .forEach(mount -> parcels.put(mount.target(), parcel(Path.of(mount.source()))));
        grants(parcels, service.configs(), project.configs());
        grants(parcels, service.secrets(), project.secrets());
        return parcels;
    }

    private static void grants(
            Map<String, Parcel> parcels, List<FileGrant> grants, Map<String, ProjectFile> files) {
        for (FileGrant grant : grants) {
            if (known(files, grant.source()).source() instanceof ProjectFile.FromFile(Path path)) {
                parcels.put(grant.target(), parcel(path));
            }
        }
    }

    private static Parcel parcel(Path path) {
        String name = String.valueOf(path.getFileName());
        Parcel.Place place = new Parcel.Place("/var/lib/gantry", "shop", "d19e57-of-" + name);
        return new Parcel("file " + path, path, name, Parcel.Rights.AS_THEY_ARE, place);
    }

    private static String bodies(ContainerOrder order) {
        StringBuilder text = new StringBuilder(text(ContainerBody.of(order)));
        SequencedMap<String, MapNode> connections = ContainerBody.connections(order);
        connections.forEach((network, endpoint) ->
                text.append("\nconnect ").append(network).append(' ').append(text(endpoint)));
        for (MountMapping.CopiedFile copy : MountMapping.copies(order)) {
            text.append("\ncopy ")
                    .append(copy.source())
                    .append(" to ")
                    .append(copy.grant().target())
                    .append(" mode ")
                    .append(Integer.toOctalString(copy.grant().mode()))
                    .append(" owner ")
                    .append(copy.grant().uid())
                    .append(':')
                    .append(copy.grant().gid());
        }
        return text.toString();
    }

    private static <T> T known(Map<String, T> all, String key) {
        return Objects.requireNonNull(all.get(key), key);
    }

    /** Without the hash, which is not the mappers' doing. */
    private static String text(MapNode body) {
        MapNode labels = body.get("Labels") instanceof MapNode some ? some : Json.object().build();
        return JsonWriter.pretty(
                labels.has(ComposeLabels.CONFIG_HASH)
                        ? body.with("Labels", labels.with(ComposeLabels.CONFIG_HASH, Json.of("…")))
                        : body);
    }
}
