package dev.gantry.secret;

import dev.gantry.diag.DidYouMean;
import dev.gantry.doc.Fields;
import dev.gantry.secret.Fetched.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads folders of one environment of one project. Threads may share it. */
final class InfisicalClient {
    private static final int NAMED = 8;
    private static final String ROOT = "/";

    private final InfisicalSettings settings;
    private final InfisicalApi api;
    private final InfisicalProject project;

    InfisicalClient(InfisicalSettings settings, InfisicalApi api) {
        this.settings = settings;
        this.api = api;
        this.project = new InfisicalProject(api, settings.project());
    }

    /**
     * Does what all folders need: the login, and the project's id.
     *
     * @throws Unobtainable when that cannot be had
     */
    void prepare() throws Unobtainable {
        api.token();
        project.id();
    }

    /** The secrets of a folder, by the names of their variables. */
    Fetched fetch(String path) {
        try {
            InfisicalFolder folder = InfisicalFolder.of(secrets(path), settings.includesImports());
            if (!folder.hidden().isEmpty()) {
                return hidden(folder.hidden(), path);
            }
            if (folder.isEmpty() && !settings.allowsEmpty()) {
                return nothing(path);
            }
            return new Fetched.Had(folder.secrets());
        } catch (Unobtainable failed) {
            return failed.outcome();
        }
    }

    /**
     * Every flag is said, since defaults differ from release to release; and imports by both of
     * their names, since unknown ones are not heeded.
     */
    private Fields secrets(String path) throws Unobtainable {
        Map<String, String> query = new LinkedHashMap<>(project.place(settings.environment()));
        String imports = Boolean.toString(settings.includesImports());
        query.put("secretPath", path);
        query.put("recursive", "false");
        query.put("expandSecretReferences", "true");
        query.put("includeImports", imports);
        query.put("include_imports", imports);
        query.put("includePersonalOverrides", "false");
        query.put("viewSecretValue", "true");
        for (String call : List.of("v4/secrets", "v3/secrets/raw")) {
            Optional<Fields> answer = api.get(call, query);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new Unobtainable(api.words().foreign("it has no call that reads secrets"));
    }

    private Refused hidden(List<String> names, String path) {
        String shown =
                String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                        + (names.size() > NAMED ? ", …" : "");
        return new Refused(
                api.words().server()
                        + " hides the values of "
                        + path
                        + " from this login: "
                        + shown,
                "give the machine identity the permission to read values of secrets, not only to list them");
    }

    /**
     * Tells why there are no secrets: a folder that is not there has none, says the server, as does
     * one that is empty, or any of an environment that is not there.
     */
    private Refused nothing(String path) throws Unobtainable {
        String parent = ROOT;
        List<String> there = folders(ROOT);
        for (String segment : path.substring(1).split(ROOT)) {
            String folder = below(parent, segment);
            if (!segment.isEmpty() && !there.contains(segment)) {
                return missing(path, folder, parent, there);
            }
            parent = folder;
            there = folder.equals(path) ? List.of() : folders(parent);
        }
        return new Refused(
                Refused.PATH,
                "the folder " + path + place() + " has no secrets",
                "allow_empty: true, when that is meant");
    }

    private Refused missing(String path, String first, String parent, List<String> there) {
        List<String> paths = there.stream().map(name -> below(parent, name)).toList();
        String hint = DidYouMean.hint(first, paths);
        String none = there.isEmpty() ? parent + " has no folders" : "";
        return new Refused(
                Refused.PATH,
                "there is no folder "
                        + path
                        + place()
                        + (first.equals(path) ? "" : ": " + first + " is not there"),
                hint.isEmpty() ? none : hint);
    }

    private String place() {
        return " in environment " + settings.environment() + " of " + settings.project();
    }

    private static String below(String parent, String name) {
        return parent.equals(ROOT) ? ROOT + name : parent + ROOT + name;
    }

    /** The names of the folders in a folder; an environment that is not there is told. */
    private List<String> folders(String parent) throws Unobtainable {
        Map<String, String> query = project.place(settings.environment());
        query.put("path", parent);
        query.put("directory", parent);
        try {
            return api.get("v1/folders", query).map(InfisicalClient::names).orElse(List.of());
        } catch (Unobtainable failed) {
            throw failed.outcome() instanceof Refused refused && refused.key().equals("project")
                    ? new Unobtainable(noEnvironment())
                    : failed;
        }
    }

    private static List<String> names(Fields answer) {
        return answer.maps("folders").stream().map(one -> one.text("name")).toList();
    }

    /** The project is there, or its secrets would have been refused. */
    private Refused noEnvironment() {
        return new Refused(
                "environment",
                "there is no environment \""
                        + settings.environment()
                        + "\" in "
                        + settings.project(),
                DidYouMean.hint(settings.environment(), project.environments()));
    }
}
