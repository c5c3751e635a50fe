package dev.gantry.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A stack that is being proposed.
 *
 * @param folder the one that it is named after; empty for the root
 * @param files in the order of merging
 * @param parts the files that these include
 * @param reason why these files are one stack; empty where it is plain
 */
record Draft(
        String name,
        String folder,
        List<Family.Member> files,
        List<SourceFile> parts,
        String reason) {

    /** The one whose folder the relative paths of all count from. */
    SourceFile first() {
        return files.getFirst().file();
    }

    /** Those that are proposed, whatever their condition, and what they include. */
    List<SourceFile> on() {
        return Stream.concat(
                        files.stream().filter(Family.Member::on).map(Family.Member::file),
                        parts.stream())
                .toList();
    }

    /** Those that always apply. */
    List<SourceFile> certain() {
        return files.stream()
                .filter(one -> one.on() && isAlways(one))
                .map(Family.Member::file)
                .toList();
    }

    private static boolean isAlways(Family.Member one) {
        return one.when().labels().isEmpty() && one.when().set().isEmpty();
    }

    /** What each proposed file says of each service, by the service's name. */
    SequencedMap<String, List<ServiceSketch>> services() {
        SequencedMap<String, List<ServiceSketch>> services = new LinkedHashMap<>();
        for (SourceFile file : on()) {
            for (ServiceSketch one : file.services()) {
                services.computeIfAbsent(one.name(), _ -> new ArrayList<>()).add(one);
            }
        }
        return services;
    }

    /** Whether the service is there on every host, whatever the conditions and profiles. */
    boolean isCertain(String service) {
        return Stream.concat(certain().stream(), parts.stream())
                .flatMap(file -> file.services().stream())
                .anyMatch(one -> one.name().equals(service) && one.profiles().isEmpty());
    }

    SourceFile file(String path) {
        return on().stream().filter(file -> file.path().equals(path)).findFirst().orElseThrow();
    }

    Draft named(String other) {
        return new Draft(other, folder, files, parts, reason);
    }

    Draft with(List<Family.Member> others) {
        return new Draft(name, folder, others, parts, reason);
    }

    Draft taking(List<SourceFile> included) {
        return new Draft(name, folder, files, included, reason);
    }
}
