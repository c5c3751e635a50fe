package dev.gantry.compose;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The name of a project: {@code -p}, {@code COMPOSE_PROJECT_NAME}, the files' own, or the
 * directory's.
 */
final class ProjectName {
    private ProjectName() {}

    /**
     * @param unreadable gets what is wrong with files that cannot be read
     */
    static String of(
            LoadRequest request,
            ProjectInput input,
            ComposeFiles files,
            Problems problems,
            Problems unreadable) {
        String given = request.projectName();
        String asked =
                given.isEmpty()
                        ? input.environment().getOrDefault("COMPOSE_PROJECT_NAME", "")
                        : given;
        if (!asked.isEmpty()) {
            return checked(asked, asker(request, input), problems);
        }
        Node written = written(input, files, unreadable);
        if (written != null) {
            String name =
                    request.options().interpolate()
                            ? filled(written, input, problems)
                            : Values.text(written);
            if (!name.isEmpty()) {
                return normalized(name);
            }
        }
        String directory = input.directory();
        return normalized(directory.substring(directory.lastIndexOf('/') + 1));
    }

    private static Location asker(LoadRequest request, ProjectInput input) {
        return request.projectName().isEmpty()
                ? ProjectInput.place("COMPOSE_PROJECT_NAME", input.places())
                : ProjectInput.ARGUMENTS;
    }

    private static @Nullable Node written(
            ProjectInput input, ComposeFiles files, Problems unreadable) {
        Node last = null;
        for (String file : input.files()) {
            for (Node document : documents(files, file, input, unreadable)) {
                if (document instanceof MapNode map && !Values.text(map, "name").isEmpty()) {
                    last = map.get("name");
                }
            }
        }
        return last;
    }

    private static List<Node> documents(
            ComposeFiles files, String file, ProjectInput input, Problems unreadable) {
        try {
            return files.documents(file, input.named());
        } catch (InputException wrong) {
            unreadable.addAll(wrong.problems());
            return List.of();
        }
    }

    private static String filled(Node written, ProjectInput input, Problems problems) {
        MapNode alone = MapNode.builder(written.location()).put("name", written).build();
        return Values.text(
                Interpolation.apply(alone, input.environment(), problems, new NoteBook()), "name");
    }

    private static String checked(String name, Location at, Problems problems) {
        if (!name.equals(normalized(name))) {
            problems.error(
                    at,
                    "invalid project name \""
                            + name
                            + "\": must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number",
                    normalized(name).isEmpty() ? "" : "for example " + normalized(name));
            problems.throwIfErrors();
        }
        return name;
    }

    static String normalized(String name) {
        StringBuilder kept = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (letter || (!kept.isEmpty() && (c == '_' || c == '-'))) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** The variables with the name among them, as files may ask for it. */
    static Map<String, String> withName(Map<String, String> environment, String name) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("COMPOSE_PROJECT_NAME", name);
        return all;
    }
}
