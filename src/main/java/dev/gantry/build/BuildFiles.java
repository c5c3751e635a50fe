package dev.gantry.build;

import dev.gantry.compose.model.ProjectFile;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of this machine that a build wants. */
public record BuildFiles(BuildOrder order) {

    /** Those that are missing. */
    public List<Problem> missing() {
        List<Problem> problems = new ArrayList<>();
        order.folder().ifPresent(folder -> context(folder, problems));
        for (Fields grant : order.section().maps("secrets")) {
            ProjectFile secret = order.project().secrets().get(grant.text("source"));
            if (secret != null
                    && secret.source() instanceof ProjectFile.FromFile(Path path)
                    && !Files.exists(path)) {
                problems.add(
                        problem(
                                grant.node().location(),
                                "secret \"" + secret.key() + "\": there is no file " + path));
            }
        }
        return problems;
    }

    private void context(Path folder, List<Problem> problems) {
        if (!Files.isDirectory(folder)) {
            problems.add(problem(place("context"), "there is no folder " + folder));
        } else if (order.inline().isEmpty() && !Files.exists(order.dockerfile())) {
            problems.add(
                    problem(place("dockerfile"), "there is no Dockerfile " + order.dockerfile()));
        }
    }

    private Location place(String key) {
        Node value = order.section().node().get(key);
        return value == null ? order.section().node().location() : value.location();
    }

    private Problem problem(Location place, String words) {
        return Problem.error(
                place, "service \"" + order.service().name() + "\" cannot be built: " + words, "");
    }
}
