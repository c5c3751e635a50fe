package dev.gantry.plan;

import dev.gantry.compose.model.Dependency;
import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** What the builds of a project take from each other. */
record Sources(Project project) {
    private static final String OF_SERVICE = "service:";

    /** The services whose images are contexts of this one's build. */
    static List<String> contexts(Service service) {
        List<String> names = new ArrayList<>();
        Fields.of(service.canonical())
                .map("build")
                .pairs("additional_contexts")
                .forEach((name, where) -> {
                    if (where.startsWith(OF_SERVICE)) {
                        names.add(where.substring(OF_SERVICE.length()));
                    }
                });
        return names;
    }

    /**
     * The services whose images are built before this one's: its contexts. Where no service of the
     * project says contexts, those that it depends on, since its Dockerfile may start from theirs.
     */
    SequencedSet<String> before(Service service) {
        SequencedSet<String> names = new LinkedHashSet<>(contexts(service));
        boolean said =
                project.services().values().stream().anyMatch(one -> !contexts(one).isEmpty());
        if (!said) {
            service.dependsOn().stream().map(Dependency::service).forEach(names::add);
        }
        return names;
    }
}
