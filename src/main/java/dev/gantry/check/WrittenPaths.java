package dev.gantry.check;

import dev.gantry.compose.Notes;
import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Project;
import dev.gantry.diag.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Relative paths of bind mounts that lead to another place than they seem to. */
final class WrittenPaths implements Check {
    private static final Rule LEAVES =
            Rule.warning(
                    "path-leaves-fleet",
                    "A relative path leads out of the folder of `gantry.yaml`",
                    "Take a `../` away; an absolute path says that it is meant");

    private static final Rule OF_FIRST_FILE =
            Rule.warning(
                    "path-of-first-file",
                    "A relative path in a second Compose file starts, as Docker Compose has it, in the folder of the first, not in the file's own",
                    "Write it from the first file's folder, or `include` the file, which keeps paths its own");

    @Override
    public List<Rule> rules() {
        return List.of(LEAVES, OF_FIRST_FILE);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        Path root = ground.desired().fleet().directory();
        for (Subject subject : ground.subjects()) {
            Project project = subject.deployment().project();
            boolean several = hasSeveralFolders(project);
            Map<Location, Notes.RelativePath> written = new TreeMap<>();
            for (Mount mount : subject.service().mounts()) {
                if (mount.type() == Mount.Type.BIND) {
                    boolean leaves = ground.isFleet() && !Path.of(mount.source()).startsWith(root);
                    if ((several || leaves) && written.isEmpty()) {
                        subject.deployment()
                                .setting()
                                .notes()
                                .paths()
                                .forEach(one -> written.putIfAbsent(one.location(), one));
                    }
                    Notes.RelativePath path = written.get(Places.source(mount));
                    if (path != null && leaves) {
                        leaves(subject, mount, path, root, findings);
                    } else if (path != null && several) {
                        compare(subject, mount, path, findings);
                    }
                }
            }
        }
    }

    private static boolean hasSeveralFolders(Project project) {
        Path first =
                project.files().isEmpty()
                        ? project.directory()
                        : folder(project.files().getFirst());
        return first.equals(project.directory())
                && project.files().stream().anyMatch(file -> !folder(file).equals(first));
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    private static void leaves(
            Subject subject, Mount mount, Notes.RelativePath path, Path root, Findings findings) {
        findings.add(
                LEAVES,
                path.location(),
                subject,
                subject.who()
                        + ": "
                        + path.written()
                        + " is "
                        + mount.source()
                        + ", outside the fleet's folder "
                        + root,
                "take a ../ away, or write an absolute path if that is meant");
    }

    private static void compare(
            Subject subject, Mount mount, Notes.RelativePath path, Findings findings) {
        Project project = subject.deployment().project();
        Path base = project.directory().resolve(path.base()).normalize();
        Path own = folder(project.directory().resolve(path.location().source())).normalize();
        Path other = own.resolve(path.written()).normalize();
        Path source = Path.of(mount.source());
        boolean meant = Files.exists(source) && !Files.exists(other);
        if (!base.equals(own) && !meant && !other.equals(source)) {
            findings.add(
                    OF_FIRST_FILE,
                    path.location(),
                    subject,
                    subject.who()
                            + ": "
                            + path.written()
                            + " is "
                            + source
                            + ", from the first file's folder, and not "
                            + other,
                    "write "
                            + project.directory().relativize(other)
                            + ", or include the file, which keeps its paths its own");
        }
    }
}
