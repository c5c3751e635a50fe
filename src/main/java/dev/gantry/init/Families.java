package dev.gantry.init;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Sorts the Compose files of one folder into families. */
final class Families {
    private final List<SourceFile> files;
    private final List<Problem> notes;
    private final SequencedMap<SourceFile, List<Family.Member>> families = new LinkedHashMap<>();

    private Families(List<SourceFile> files, List<Problem> notes) {
        this.files = files;
        this.notes = notes;
    }

    /**
     * @param files those of one folder
     * @param notes told what belongs to none
     */
    static List<Family> of(List<SourceFile> files, List<Problem> notes) {
        return new Families(files, notes).sorted();
    }

    private List<Family> sorted() {
        Optional<SourceFile> usual = Family.usual(files);
        usual.ifPresent(file -> families.put(file, new ArrayList<>()));
        List<SourceFile> rest = new ArrayList<>(files);
        usual.ifPresent(rest::remove);
        usual.ifPresent(file -> rest.removeIf(one -> isPassedOver(one, file)));
        rest.sort(Comparator.comparing(SourceFile::isPartial).thenComparing(SourceFile::path));
        usual.ifPresent(file -> takeOverride(rest, file));
        rest.forEach(this::place);
        List<Family> all = new ArrayList<>();
        families.forEach((base, overlays) -> all.add(new Family(base, List.copyOf(overlays))));
        return all;
    }

    /** A second file of a usual name, which Docker Compose does not read. */
    private boolean isPassedOver(SourceFile file, SourceFile usual) {
        boolean passed = Family.isUsualName(Paths.name(file.path()));
        if (passed) {
            note(
                    file,
                    "left out: docker compose reads " + Paths.name(usual.path()) + " instead",
                    "keep one of the two");
        }
        return passed;
    }

    /** First of all overlays, as Docker Compose merges it. */
    private void takeOverride(List<SourceFile> rest, SourceFile usual) {
        for (SourceFile file : List.copyOf(rest)) {
            if (Family.isOverrideName(Paths.name(file.path()))) {
                rest.remove(file);
                add(usual, file);
            }
        }
    }

    private void place(SourceFile file) {
        Optional<SourceFile> base = base(file);
        if (base.isPresent()) {
            add(base.get(), file);
        } else if (!file.missing().isEmpty()) {
            note(
                    file,
                    "left out: no file beside it has " + String.join(", ", file.missing()),
                    "name it in the compose list of the stack that it belongs to");
        } else {
            families.put(file, new ArrayList<>());
        }
    }

    /** The one it is named after most closely, else the first that it has to do with. */
    private Optional<SourceFile> base(SourceFile file) {
        Optional<SourceFile> named =
                families.keySet().stream()
                        .filter(base -> Family.isNamedAfter(file, base))
                        .max(Comparator.comparingInt(base -> base.stem().length()));
        return named.isPresent()
                ? named
                : families.keySet().stream()
                        .filter(base -> Family.concerns(file, base))
                        .findFirst();
    }

    private void add(SourceFile base, SourceFile file) {
        List<Family.Member> overlays = families.computeIfAbsent(base, _ -> new ArrayList<>());
        Set<String> offered = new LinkedHashSet<>(base.offers());
        overlays.stream()
                .filter(Family.Member::on)
                .forEach(one -> offered.addAll(one.file().offers()));
        overlays.add(Family.member(file, base, offered));
    }

    private void note(SourceFile file, String message, String hint) {
        notes.add(Problem.warning(Location.of(file.path()), message, hint));
    }
}
