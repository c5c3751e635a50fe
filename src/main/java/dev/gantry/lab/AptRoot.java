package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fetches packages of one Debian suite, with everything that they depend on, without installing
 * anything: apt runs over a folder of its own, with an empty package database, and with the keys
 * and the mirror of this machine. What was resolved once is remembered, so that a second run asks
 * nobody.
 */
final class AptRoot {
    private final Suite suite;
    private final Path root;
    private final Progress progress;

    AptRoot(Suite suite, LabFolders folders, Progress progress) {
        this.suite = suite;
        this.root = folders.apt().resolve(suite.codename());
        this.progress = progress;
    }

    /** One package file that apt would fetch. */
    private record Wanted(String file, long bytes) {

        static Wanted parse(String line) {
            String[] parts = line.split(" ");
            return new Wanted(parts[1], Long.parseLong(parts[2]));
        }

        String name() {
            return file.substring(0, file.indexOf('_'));
        }

        /** {@code name=version}; a colon in a version is written {@code %3a} in a file name. */
        String exact() {
            String[] parts = file.split("_");
            return parts[0] + "=" + parts[1].replace("%3a", ":");
        }
    }

    /**
     * @param packages what is wanted, and all it depends on
     * @param except what is not worth fetching although something depends on it
     */
    List<Deb> fetch(List<String> packages, Set<String> except) {
        try {
            Path memo =
                    root.resolve(
                            "closure-"
                                    + Digest.text(
                                                    packages
                                                            + " - "
                                                            + List.copyOf(new TreeSet<>(except)))
                                            .substring(0, 16));
            if (!Files.exists(memo)) {
                Files.createDirectories(root);
                configure();
                List<String> files = resolveAndDownload(packages, except);
                Files.write(memo, files);
            }
            return debs(Files.readAllLines(memo));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Deb> debs(List<String> files) {
        return files.stream()
                .map(file ->
                        new Deb(file.substring(0, file.indexOf('_')), archives().resolve(file)))
                .toList();
    }

    private Path archives() {
        return root.resolve("debs");
    }

    /** A suite that moves on may have dropped what an old list names: then the list is renewed. */
    private List<String> resolveAndDownload(List<String> packages, Set<String> except)
            throws IOException {
        if (!Files.exists(root.resolve("updated"))) {
            update();
        }
        try {
            return download(resolve(packages, except));
        } catch (OperationException outdated) {
            update();
            return download(resolve(packages, except));
        }
    }

    private void update() throws IOException {
        progress.timed(
                "fetched the package lists of Debian " + suite.codename(),
                () -> apt(root, "update").orThrow());
        Files.writeString(root.resolve("updated"), "");
    }

    private List<Wanted> resolve(List<String> packages, Set<String> except) {
        List<String> command = new ArrayList<>(List.of("install", "--print-uris"));
        command.addAll(packages);
        return apt(root, command.toArray(String[]::new))
                .orThrow()
                .lines()
                .filter(line -> line.startsWith("'"))
                .map(Wanted::parse)
                .filter(wanted -> !except.contains(wanted.name()))
                .toList();
    }

    private List<String> download(List<Wanted> wanted) throws IOException {
        Files.createDirectories(archives());
        List<Wanted> missing =
                wanted.stream()
                        .filter(one -> !Files.exists(archives().resolve(one.file())))
                        .toList();
        if (!missing.isEmpty()) {
            long megabytes = missing.stream().mapToLong(Wanted::bytes).sum() / 1_000_000;
            List<String> command = new ArrayList<>(List.of("download"));
            missing.forEach(one -> command.add(one.exact()));
            progress.timed(
                    "fetched "
                            + missing.size()
                            + " packages of Debian "
                            + suite.codename()
                            + ", "
                            + megabytes
                            + " MB",
                    () -> apt(archives(), command.toArray(String[]::new)).orThrow());
        }
        return wanted.stream().map(Wanted::file).toList();
    }

    private Shell.Result apt(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q", "-y"));
        command.addAll(List.of(arguments));
        return Shell.ask(
                command,
                directory,
                Map.of(
                        "APT_CONFIG",
                        root.resolve("apt.conf").toString(),
                        "LC_ALL",
                        "C",
                        "DEBIAN_FRONTEND",
                        "noninteractive"),
                out -> {});
    }

    private void configure() throws IOException {
        Files.createDirectories(root.resolve("lists/partial"));
        Files.createDirectories(root.resolve("cache/archives/partial"));
        Files.createDirectories(root.resolve("etc"));
        Files.createDirectories(root.resolve("log"));
        Files.writeString(root.resolve("status"), "");
        Files.write(root.resolve("sources.list"), suite.sources(Mirrors.ofThisMachine()));
        Files.writeString(root.resolve("apt.conf"), CONFIGURATION.replace("ROOT", root.toString()));
    }

    // Valid-Until: the Release file of a frozen mirror is past its date; its signature is still
    // checked.
    private static final String CONFIGURATION =
            """
            Dir "/";
            Dir::Etc "ROOT/etc";
            Dir::Etc::SourceList "ROOT/sources.list";
            Dir::Etc::SourceParts "/dev/null";
            Dir::Etc::Parts "/dev/null";
            Dir::Etc::main "/dev/null";
            Dir::Etc::Preferences "/dev/null";
            Dir::Etc::PreferencesParts "/dev/null";
            Dir::State "ROOT";
            Dir::State::Lists "ROOT/lists";
            Dir::State::status "ROOT/status";
            Dir::State::extended_states "ROOT/extended_states";
            Dir::Cache "ROOT/cache";
            Dir::Cache::archives "ROOT/cache/archives";
            Dir::Log "ROOT/log";
            APT::Architecture "amd64";
            APT::Architectures { "amd64"; };
            APT::Install-Recommends "false";
            APT::Install-Suggests "false";
            APT::Sandbox::User "root";
            Acquire::Languages "none";
            Acquire::Retries "3";
            Acquire::Check-Valid-Until "false";
            """;
}
