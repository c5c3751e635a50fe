package dev.gantry.secret;

import dev.gantry.doc.Fields;
import dev.gantry.secret.Fetched.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The project, by its id or slug. Calls have moved from release to release, so the newer form is
 * asked before the older.
 */
final class InfisicalProject {
    /** A UUID, or what older servers made. */
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24}");

    private final InfisicalApi api;
    private final String written;
    private String id = "";

    /**
     * @param written the id or the slug
     */
    InfisicalProject(InfisicalApi api, String written) {
        this.api = api;
        this.written = written;
    }

    /**
     * Its id; a slug is looked up the first time.
     *
     * @throws Unobtainable when there is no such project, or it cannot be asked for
     */
    synchronized String id() throws Unobtainable {
        if (id.isEmpty()) {
            id = ID.matcher(written).matches() ? written : lookedUp();
        }
        return id;
    }

    private String lookedUp() throws Unobtainable {
        String slug = InfisicalApi.encoded(written);
        String found =
                first(List.of("v1/projects/slug/" + slug, "v2/workspace/" + slug))
                        .map(one -> one.text("id"))
                        .orElse("");
        if (found.isEmpty()) {
            throw new Unobtainable(
                    new Refused(
                            "project",
                            api.words().server()
                                    + " cannot look up the project \""
                                    + written
                                    + "\"",
                            "write the project's id, which is in its settings"));
        }
        return found;
    }

    /** The slugs of its environments; none when it cannot be told. */
    List<String> environments() {
        try {
            Optional<Fields> found = first(List.of("v1/projects/" + id(), "v1/workspace/" + id()));
            return found.map(one ->
                            one.maps("environments").stream()
                                    .map(environment -> environment.text("slug"))
                                    .toList())
                    .orElse(List.of());
        } catch (Unobtainable _) {
            return List.of();
        }
    }

    private Optional<Fields> first(List<String> calls) throws Unobtainable {
        for (String call : calls) {
            Optional<Fields> found = api.get(call, Map.of());
            if (found.isPresent()) {
                return found.map(InfisicalProject::unwrapped);
            }
        }
        return Optional.empty();
    }

    /** Some forms have it below {@code project} or {@code workspace}. */
    private static Fields unwrapped(Fields answer) {
        for (String key : List.of("project", "workspace")) {
            if (answer.has(key)) {
                return answer.map(key);
            }
        }
        return answer;
    }

    /** What every call says about where: by both names of the project's id. */
    Map<String, String> place(String environment) throws Unobtainable {
        Map<String, String> place = new LinkedHashMap<>();
        place.put("projectId", id());
        place.put("workspaceId", id());
        place.put("environment", environment);
        return place;
    }
}
