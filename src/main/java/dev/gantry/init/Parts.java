package dev.gantry.init;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds Compose files that are no stacks: parts of others ({@code include}, {@code extends}), and
 * such as make the machines that others run on.
 */
final class Parts {
    private final List<SourceFile> files;
    private final List<Problem> notes;

    Parts(List<SourceFile> files, List<Problem> notes) {
        this.files = files;
        this.notes = notes;
    }

    /** The files that stand for themselves. */
    List<SourceFile> wholes() {
        Map<String, String> users = users();
        List<SourceFile> wholes = new ArrayList<>();
        for (SourceFile file : files) {
            Optional<String> machines = machines(file);
            String user = users.get(file.path());
            if (user != null) {
                note(file, "no stack of its own: " + user + " takes it in", "");
            } else if (machines.isPresent()) {
                note(
                        file,
                        "left out: it makes machines ("
                                + machines.get()
                                + "), hosts take its place",
                        "give each machine an entry in hosts:, with engine: context://NAME or ssh://…");
            } else {
                wholes.add(file);
            }
        }
        return wholes;
    }

    /** The files that a file includes, those that these include among them, but not itself. */
    static List<SourceFile> included(SourceFile file, List<SourceFile> all) {
        List<SourceFile> found = new ArrayList<>(List.of(file));
        for (int i = 0; i < found.size(); i++) {
            SourceFile one = found.get(i);
            for (String part : includes(one)) {
                String path = Paths.resolve(one.folder(), part);
                all.stream()
                        .filter(other -> other.path().equals(path) && !found.contains(other))
                        .forEach(found::add);
            }
        }
        return found.subList(1, found.size());
    }

    /**
     * Path of a part to the file that takes it in; a file beside it that extends it is an overlay.
     */
    private Map<String, String> users() {
        Map<String, String> users = new HashMap<>();
        for (SourceFile file : files) {
            for (String part : parts(file)) {
                String path = Paths.resolve(file.folder(), part);
                if (!path.equals(file.path())) {
                    users.putIfAbsent(path, file.path());
                }
            }
        }
        return users;
    }

    private static List<String> includes(SourceFile file) {
        Fields document = Fields.of(file.document());
        List<String> includes = new ArrayList<>(document.texts("include"));
        for (Fields one : document.maps("include")) {
            includes.add(one.text("path"));
            includes.addAll(one.texts("path"));
        }
        includes.removeIf(one -> one.isEmpty() || one.contains("$") || one.contains("://"));
        return includes;
    }

    private static List<String> parts(SourceFile file) {
        List<String> parts = new ArrayList<>(includes(file));
        for (ServiceSketch service : file.services()) {
            String base = service.fields().map("extends").text("file");
            if (!Family.isUsualName(Paths.name(base))) {
                parts.add(base);
            }
        }
        parts.removeIf(one -> one.isEmpty() || one.contains("$") || one.contains("://"));
        return parts;
    }

    /** The services that run engines of their own for the stacks in folders below. */
    private Optional<String> machines(SourceFile file) {
        return file.services().stream()
                .filter(service -> service.fields().flag("privileged"))
                .filter(service ->
                        service.mountSources().stream().anyMatch(one -> hasStacks(file, one)))
                .map(ServiceSketch::name)
                .reduce((one, other) -> one + ", " + other);
    }

    private boolean hasStacks(SourceFile file, String source) {
        String folder = Paths.resolve(file.folder(), source);
        return !folder.isEmpty()
                && !Paths.isWithin(folder, file.folder())
                && files.stream().anyMatch(other -> Paths.isWithin(folder, other.folder()));
    }

    private void note(SourceFile file, String message, String hint) {
        notes.add(Problem.warning(Location.of(file.path()), message, hint));
    }
}
