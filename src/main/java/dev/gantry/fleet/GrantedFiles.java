package dev.gantry.fleet;

import dev.gantry.compose.model.FileGrant;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.ProjectFile;
import dev.gantry.compose.model.Service;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/** The files of this machine that services are given as configs and secrets. */
public final class GrantedFiles {
    private final Project project;
    private final Problems problems;

    private GrantedFiles(Project project, Problems problems) {
        this.project = project;
        this.problems = problems;
    }

    /**
     * Refuses a fleet with services that could not be made for want of a file, before anything is
     * made.
     *
     * @throws InputException with every file that is missing
     */
    public static void require(Desired desired) {
        Problems problems = new Problems();
        for (Deployment one : desired.deployments()) {
            GrantedFiles files = new GrantedFiles(one.project(), problems);
            one.project().services().values().forEach(files::service);
        }
        problems.throwIfErrors();
    }

    private void service(Service service) {
        look("configs", service.configs(), project.configs());
        look("secrets", service.secrets(), project.secrets());
    }

    private void look(String kind, List<FileGrant> grants, SequencedMap<String, ProjectFile> all) {
        for (FileGrant grant : grants) {
            ProjectFile given = all.get(grant.source());
            if (given != null && given.source() instanceof ProjectFile.FromFile(Path path)) {
                require(kind, given.key(), path);
            }
        }
    }

    private void require(String kind, String key, Path path) {
        if (!Files.exists(path)) {
            String what = kind.equals("configs") ? "config" : "secret";
            problems.error(
                    place(project, kind, key),
                    what + " \"" + key + "\": there is no file " + path,
                    "create it, or mend the path");
        }
    }

    /** Where the file of a config or a secret is named. */
    static Location place(Project project, String kind, String key) {
        return project.canonical().get(kind) instanceof MapNode all
                        && all.get(key) instanceof MapNode one
                ? one.keyLocation("file")
                : project.canonical().location();
    }
}
