package dev.gantry.init;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.fleet.ProjectNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Puts families of Compose files together into stacks, and names them. */
final class Grouping {
    private static final Set<String> SAYING_NOTHING =
            Set.of("docker", "compose", "docker-compose", "deploy", "deployment", "infra");

    private final Inventory inventory;
    private final List<Problem> notes;
    private final SequencedMap<String, List<Family>> byFolder = new LinkedHashMap<>();

    private Grouping(Inventory inventory, List<Problem> notes) {
        this.inventory = inventory;
        this.notes = notes;
    }

    /** The stacks, in the order of their folders. */
    static List<Draft> of(Inventory inventory, List<Problem> notes) {
        return new Grouping(inventory, notes).drafts();
    }

    private List<Draft> drafts() {
        List<SourceFile> files = new Parts(inventory.files(), notes).wholes();
        SequencedMap<String, List<SourceFile>> folders = new LinkedHashMap<>();
        files.forEach(
                file -> folders.computeIfAbsent(file.folder(), _ -> new ArrayList<>()).add(file));
        folders.forEach((folder, own) -> byFolder.put(folder, Families.of(own, notes)));
        List<Draft> drafts = new ArrayList<>();
        Set<String> grouped = new HashSet<>();
        for (String folder : byFolder.keySet()) {
            String parent = Paths.folder(folder);
            if (Paths.isNumbered(parent) && !byFolder.containsKey(parent)) {
                if (grouped.add(parent)) {
                    drafts.addAll(group(parent));
                }
            } else {
                families(folder).forEach(family -> drafts.add(single(family)));
            }
        }
        drafts.sort(Comparator.comparing(Draft::folder));
        return distinct(drafts).stream().map(this::whole).toList();
    }

    private Draft whole(Draft draft) {
        List<SourceFile> included = new ArrayList<>();
        draft.on().forEach(file -> included.addAll(Parts.included(file, inventory.files())));
        return draft.taking(included.stream().distinct().toList());
    }

    private List<Family> families(String folder) {
        return byFolder.getOrDefault(folder, List.of());
    }

    private static Draft single(Family family) {
        SourceFile base = family.base();
        List<Family.Member> files = new ArrayList<>();
        files.add(new Family.Member(base, Family.ALWAYS, "", true));
        files.addAll(family.overlays());
        return new Draft(name(base), base.folder(), files, List.of(), "");
    }

    /** {@code 01-data} of {@code 01-data/qdrant} and its neighbours. */
    private List<Draft> group(String parent) {
        List<Family> members = new ArrayList<>();
        for (String folder : byFolder.keySet()) {
            if (Paths.folder(folder).equals(parent)) {
                members.addAll(families(folder));
            }
        }
        members.sort(
                Comparator.comparingInt((Family one) -> -one.base().services().size())
                        .thenComparing(one -> one.base().path()));
        String whyNot = whyApart(members);
        if (!whyNot.isEmpty()) {
            String message = "the folders in it are proposed as stacks of their own: " + whyNot;
            notes.add(Problem.warning(Location.of(parent), message, ""));
            return members.stream().map(Grouping::single).toList();
        }
        List<Family.Member> files = new ArrayList<>();
        members.forEach(one -> files.addAll(single(one).files()));
        String reason =
                members.size() == 1
                        ? ""
                        : "one stack of all folders in "
                                + parent
                                + ", which has no Compose file of its own; relative paths of all"
                                + " count from the first file's folder";
        return List.of(new Draft(Paths.bareName(parent), parent, files, List.of(), reason));
    }

    /**
     * Why files cannot be merged: two of them mean different services by one name, or different
     * files by one path.
     */
    private String whyApart(List<Family> members) {
        Map<String, String> owners = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        for (Family one : members) {
            if (!one.base().name().isEmpty()) {
                names.add(one.base().name());
            }
            for (String service : one.base().serviceNames()) {
                String other = owners.putIfAbsent(service, one.base().path());
                if (other != null) {
                    return "both " + other + " and " + one.base().path() + " have " + service;
                }
            }
        }
        return names.size() > 1
                ? "they name projects " + String.join(", ", names)
                : whyInItsFolder(members);
    }

    /**
     * A path that leads elsewhere from the first file's folder, unless the files cannot do without
     * each other, or a command has it so.
     */
    private String whyInItsFolder(List<Family> members) {
        if (members.stream().anyMatch(one -> !one.base().missing().isEmpty())) {
            return "";
        }
        SourceFile first = members.getFirst().base();
        for (Family one : members) {
            SourceFile file = one.base();
            Optional<String> own =
                    file.services().stream()
                            .flatMap(service -> service.relativePaths().stream())
                            .filter(path ->
                                    !Paths.resolve(file.folder(), path)
                                            .equals(Paths.resolve(first.folder(), path)))
                            .findFirst();
            if (own.isPresent() && !areMergedToday(first, file)) {
                return "\"" + own.get() + "\" in " + file.path() + " is meant from its own folder";
            }
        }
        return "";
    }

    private boolean areMergedToday(SourceFile first, SourceFile second) {
        List<String> known = inventory.files().stream().map(SourceFile::path).toList();
        return inventory.traces().stream()
                .anyMatch(trace ->
                        ProjectNaming.files(trace, known)
                                .containsAll(List.of(first.path(), second.path())));
    }

    private static String name(SourceFile base) {
        if (!Family.isUsualName(Paths.name(base.path()))) {
            String own =
                    base.stem().replaceFirst("^(docker-)?compose[-_.]|[-_.](docker-)?compose$", "");
            return own.isEmpty() ? "main" : own;
        }
        String folder = base.folder();
        while (SAYING_NOTHING.contains(Paths.bareName(folder))) {
            folder = Paths.folder(folder);
        }
        return folder.isEmpty() ? "main" : Paths.bareName(folder);
    }

    /** Names that can be part of a project's, each once. */
    private static List<Draft> distinct(List<Draft> drafts) {
        List<Draft> distinct = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Draft draft : drafts) {
            String name = normalized(draft.name());
            if (taken.contains(name)) {
                name = normalized(Paths.bareName(Paths.folder(draft.folder())) + "-" + name);
            }
            String free = name;
            for (int number = 2; !taken.add(free); number++) {
                free = name + "-" + number;
            }
            distinct.add(draft.named(free));
        }
        return distinct;
    }

    private static String normalized(String name) {
        String normalized = ProjectNames.normalized(name.replace('.', '-').replace(' ', '-'));
        return normalized.isEmpty() ? "stack" : normalized;
    }
}
