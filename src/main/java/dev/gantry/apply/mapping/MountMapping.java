package dev.gantry.apply.mapping;

import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Volume;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.StringJoiner;

/**
 * What is mounted where. The API has two ways, which differ in what {@code docker inspect} shows:
 * {@code Binds}, texts, which can make a missing folder of the host, and {@code Mounts}, objects,
 * which have more options. Docker Compose takes {@code Binds} wherever they suffice.
 */
public final class MountMapping {
    private MountMapping() {}

    /** The body of {@code POST /volumes/create}. */
    public static MapNode creation(String project, Volume volume) {
        Fields fields = Fields.of(volume.canonical());
        return new Body()
                .text("Name", volume.name())
                .text("Driver", fields.text("driver"))
                .pairs("DriverOpts", fields.pairs("driver_opts"))
                .pairs("Labels", ContainerLabels.of(project, volume))
                .build();
    }

    static List<String> binds(ContainerOrder order) {
        return wanted(order).values().stream()
                .filter(Bind.class::isInstance)
                .map(bind -> ((Bind) bind).text())
                .toList();
    }

    static List<MapNode> mounts(ContainerOrder order) {
        return wanted(order).values().stream()
                .filter(Full.class::isInstance)
                .map(full -> ((Full) full).node())
                .toList();
    }

    private sealed interface Entry {}

    private record Bind(String text) implements Entry {}

    private record Full(MapNode node) implements Entry {}

    /** By target: the last of the same target wins, files give way to volumes. */
    private static SequencedMap<String, Entry> wanted(ContainerOrder order) {
        SequencedMap<String, Entry> wanted = new LinkedHashMap<>();
        for (Site.InheritedMount one : order.site().inherited()) {
            wanted.put(one.target(), inherited(one));
        }
        for (Mount mount : order.service().mounts()) {
            boolean anonymous = mount.type() == Mount.Type.VOLUME && mount.source().isEmpty();
            if (!(anonymous && wanted.containsKey(mount.target()))) {
                wanted.put(mount.target(), entry(order, mount));
            }
        }
        files(order, order.service().secrets(), order.project().secrets(), true)
                .forEach(wanted::putIfAbsent);
        files(order, order.service().configs(), order.project().configs(), false)
                .forEach(wanted::putIfAbsent);
        return wanted;
    }

    private static Entry inherited(Site.InheritedMount one) {
        return new Full(
                new Body()
                        .text("Type", one.type())
                        .text("Source", one.source())
                        .text("Target", one.target())
                        .flag("ReadOnly", one.readOnly())
                        .build());
    }

    private static Entry entry(ContainerOrder order, Mount mount) {
        Fields options = options(mount);
        Volume volume = order.project().volumes().get(mount.source());
        boolean textSuffices =
                switch (mount.type()) {
                    case BIND -> !mount.canonical().has("bind") || plainBind(options);
                    case VOLUME -> volume != null && plainVolume(options);
                    case TMPFS, NPIPE, CLUSTER, IMAGE -> false;
                };
        String source =
                switch (mount.type()) {
                    case BIND -> order.source(mount.target(), mount.source());
                    case VOLUME -> volume == null ? mount.source() : volume.name();
                    case TMPFS, NPIPE, CLUSTER, IMAGE -> mount.source();
                };
        return textSuffices
                ? new Bind(source + ":" + mount.target() + ":" + access(mount))
                : new Full(full(mount, source));
    }

    /** The mapping under the key of the type: {@code bind}, {@code volume} … */
    private static Fields options(Mount mount) {
        return Fields.of(mount.canonical()).map(typeName(mount));
    }

    private static String typeName(Mount mount) {
        return mount.type().name().toLowerCase(Locale.ROOT);
    }

    private static boolean plainBind(Fields bind) {
        return bind.flag("create_host_path") && !bind.has("propagation") && !bind.has("recursive");
    }

    private static boolean plainVolume(Fields volume) {
        return volume.map("labels").node().isEmpty()
                && !volume.has("subpath")
                && !volume.flag("nocopy");
    }

    private static String access(Mount mount) {
        StringJoiner access = new StringJoiner(",").add(mount.readOnly() ? "ro" : "rw");
        String label = Fields.of(mount.canonical()).map("bind").text("selinux");
        if (!label.isEmpty()) {
            access.add(label);
        }
        return access.toString();
    }

    private static MapNode full(Mount mount, String source) {
        Body body =
                new Body()
                        .text("Type", typeName(mount))
                        .text("Source", source)
                        .text("Target", mount.target())
                        .flag("ReadOnly", mount.readOnly())
                        .text("Consistency", Fields.of(mount.canonical()).text("consistency"));
        Fields options = options(mount);
        if (!mount.canonical().has(typeName(mount))) {
            return body.build();
        }
        return switch (mount.type()) {
            case BIND -> body.node("BindOptions", bindOptions(options)).build();
            case VOLUME -> body.node("VolumeOptions", volumeOptions(options)).build();
            case TMPFS -> body.node("TmpfsOptions", tmpfsOptions(options)).build();
            case IMAGE ->
                    body.node(
                                    "ImageOptions",
                                    new Body().text("Subpath", options.text("subpath")).build())
                            .build();
            case NPIPE, CLUSTER -> body.build();
        };
    }

    private static MapNode bindOptions(Fields bind) {
        String recursive = bind.text("recursive");
        return new Body()
                .text("Propagation", bind.text("propagation"))
                .flag("NonRecursive", recursive.equals("disabled"))
                .flag("CreateMountpoint", bind.flag("create_host_path"))
                .flag("ReadOnlyNonRecursive", recursive.equals("writable"))
                .flag("ReadOnlyForceRecursive", recursive.equals("readonly"))
                .build();
    }

    private static MapNode volumeOptions(Fields volume) {
        return new Body()
                .flag("NoCopy", volume.flag("nocopy"))
                .pairs("Labels", volume.pairs("labels"))
                .text("Subpath", volume.text("subpath"))
                .build();
    }

    /** Compose prints the mode as the number that it is, not in octal. */
    private static MapNode tmpfsOptions(Fields tmpfs) {
        return new Body()
                .number("SizeBytes", Numbers.whole(tmpfs, "size"))
                .number("Mode", Numbers.whole(tmpfs, "mode"))
                .build();
    }

    /**
     * The files that are mounted; what has no file is copied in.
     *
     * @param secret Docker Compose sets empty options on secrets, and none on configs
     */
    private static SequencedMap<String, Entry> files(
            ContainerOrder order,
            List<FileGrant> grants,
            Map<String, ProjectFile> files,
            boolean secret) {
        SequencedMap<String, Entry> mounted = new LinkedHashMap<>();
        for (FileGrant grant : grants) {
            ProjectFile file = files.get(grant.source());
            if (file != null && file.source() instanceof ProjectFile.FromFile from) {
                Body body =
                        new Body()
                                .text("Type", "bind")
                                .text(
                                        "Source",
                                        order.source(grant.target(), from.path().toString()))
                                .text("Target", grant.target())
                                .flag("ReadOnly", true);
                mounted.put(
                        grant.target(),
                        new Full(
                                secret
                                        ? body.node("BindOptions", Json.object().build()).build()
                                        : body.build()));
            }
        }
        return mounted;
    }

    /** The files to copy into the created container, in order. */
    public static List<CopiedFile> copies(ContainerOrder order) {
        List<CopiedFile> copies = new ArrayList<>();
        copies(order.service().secrets(), order.project().secrets(), copies);
        copies(order.service().configs(), order.project().configs(), copies);
        return copies;
    }

    private static void copies(
            List<FileGrant> grants, Map<String, ProjectFile> files, List<CopiedFile> copies) {
        for (FileGrant grant : grants) {
            ProjectFile file = files.get(grant.source());
            if (file != null && !(file.source() instanceof ProjectFile.FromFile)) {
                copies.add(new CopiedFile(grant, file.source()));
            }
        }
    }

    /** A config or secret whose bytes go into the container. */
    public record CopiedFile(FileGrant grant, ProjectFile.Source source) {}
}
