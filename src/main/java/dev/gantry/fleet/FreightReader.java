package dev.gantry.fleet;

import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides which files of this machine have to be delivered to another, and reads what is in them.
 * {@code docs/delivery.md} has the rules in words.
 */
public final class FreightReader {
    private static final String DEFAULT_DIRECTORY = "/var/lib/gantry";

    /** What is put into a folder only so that Git keeps it. */
    private static final Set<String> PLACEHOLDERS = Set.of(".gitkeep", ".gitignore", ".keep");

    private final Problems problems;
    private final Map<Path, FileTree> trees = new HashMap<>();
    private final Map<List<Object>, String> digests = new HashMap<>();

    private FreightReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The same deployments, each with its freight.
     *
     * @param sharesFiles whether a host's engine sees the files of this machine
     * @param problems gets what cannot be delivered, and warnings of what is not
     */
    public static Desired read(Desired desired, Predicate<Host> sharesFiles, Problems problems) {
        FreightReader reader = new FreightReader(problems);
        List<Deployment> laden = new ArrayList<>();
        for (Deployment one : desired.deployments()) {
            boolean carries = !sharesFiles.test(one.host());
            laden.add(carries ? one.with(reader.freight(desired.fleet(), one)) : one);
        }
        return new Desired(desired.fleet(), laden, desired.warnings());
    }

    private Freight freight(Fleet fleet, Deployment deployment) {
        Map<String, SequencedMap<String, Parcel>> services = new LinkedHashMap<>();
        for (Service service : deployment.project().services().values()) {
            Loading loading = new Loading(fleet, deployment, service);
            loading.load();
            if (!loading.parcels.isEmpty()) {
                services.put(service.name(), loading.parcels);
            }
        }
        return new Freight(services);
    }

    /** One service on its way to one host. */
    private final class Loading {
        private final Fleet fleet;
        private final Deployment deployment;
        private final Project project;
        private final Service service;
        private final SequencedMap<String, Parcel> parcels = new LinkedHashMap<>();

        Loading(Fleet fleet, Deployment deployment, Service service) {
            this.fleet = fleet;
            this.deployment = deployment;
            this.project = deployment.project();
            this.service = service;
        }

        void load() {
            service.mounts().forEach(this::mount);
            grants("secrets", service.secrets(), project.secrets());
            grants("configs", service.configs(), project.configs());
        }

        private void mount(Mount mount) {
            if (mount.type() != Mount.Type.BIND || !isOurs(Path.of(mount.source()))) {
                return;
            }
            Path source = Path.of(mount.source());
            Location location = mount.canonical().location();
            if (Files.isRegularFile(source) || (mount.readOnly() && Files.isDirectory(source))) {
                parcel(source, Parcel.Rights.AS_THEY_ARE, location)
                        .ifPresent(parcel -> parcels.put(mount.target(), parcel));
            } else if (Files.isDirectory(source) && !isPlaceholder(source)) {
                problems.add(staysHere(source, location));
            }
        }

        /** What the host could not have by itself. */
        private boolean isOurs(Path source) {
            return source.startsWith(project.directory())
                    || (!fleet.file().isEmpty() && source.startsWith(fleet.directory()));
        }

        private Problem staysHere(Path source, Location location) {
            return Problem.warning(
                    location,
                    "service "
                            + service.name()
                            + " may write to "
                            + written(source)
                            + ": host "
                            + deployment.host().name()
                            + " has a folder of its own for it, and what is in the one here is not"
                            + " delivered",
                    "mount it read-only (:ro) to have it delivered");
        }

        private void grants(String kind, List<FileGrant> grants, Map<String, ProjectFile> files) {
            for (FileGrant grant : grants) {
                ProjectFile file = files.get(grant.source());
                if (file != null
                        && file.source() instanceof ProjectFile.FromFile(Path path)
                        && Files.exists(path)
                        && !parcels.containsKey(grant.target())) {
                    parcel(path, rights(grant), GrantedFiles.place(project, kind, file.key()))
                            .ifPresent(parcel -> parcels.put(grant.target(), parcel));
                }
            }
        }

        private static Parcel.Rights rights(FileGrant grant) {
            return new Parcel.Rights(grant.mode(), id(grant.uid()), id(grant.gid()));
        }

        private static int id(String text) {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        }

        private Optional<Parcel> parcel(Path source, Parcel.Rights rights, Location location) {
            try {
                String name = String.valueOf(source.getFileName());
                FileTree tree = tree(source);
                String written = (tree.folder() ? "folder " : "file ") + written(source);
                Parcel.Place place =
                        new Parcel.Place(
                                directory(), project.name(), digest(source, tree, name, rights));
                return Optional.of(new Parcel(written, source, name, rights, place));
            } catch (FileTree.TooLargeException tooLarge) {
                refuse(
                        location,
                        source,
                        "holds " + tooLarge.getMessage(),
                        "mount an absolute path that the host has, or keep it in a volume or an"
                                + " image");
            } catch (IOException failed) {
                refuse(
                        location,
                        source,
                        "cannot be read: " + failed.getMessage(),
                        "check that its files are there and that they may be read");
            }
            return Optional.empty();
        }

        private void refuse(Location location, Path source, String why, String hint) {
            problems.error(
                    location,
                    "service "
                            + service.name()
                            + ": "
                            + written(source)
                            + " cannot be delivered to host "
                            + deployment.host().name()
                            + ", since it "
                            + why,
                    hint);
        }

        private String directory() {
            String directory = deployment.host().directory();
            return directory.isEmpty() ? DEFAULT_DIRECTORY : directory;
        }

        /** As a Compose file would name it. */
        private String written(Path source) {
            if (!source.startsWith(project.directory())) {
                return isOurs(source)
                        ? project.directory().relativize(source).toString()
                        : source.toString();
            }
            String below = project.directory().relativize(source).toString();
            return below.isEmpty() ? "." : "./" + below;
        }
    }

    private FileTree tree(Path source) throws IOException {
        FileTree known = trees.get(source);
        FileTree tree = known == null ? FileTree.of(source, Parcel.LIMITS) : known;
        trees.put(source, tree);
        return tree;
    }

    private String digest(Path source, FileTree tree, String name, Parcel.Rights rights)
            throws IOException {
        List<Object> key = List.of(source, rights);
        String known = digests.get(key);
        String digest = known == null ? Parcel.digest(tree, name, rights) : known;
        digests.put(key, digest);
        return digest;
    }

    private static boolean isPlaceholder(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.allMatch(
                    child -> PLACEHOLDERS.contains(String.valueOf(child.getFileName())));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
