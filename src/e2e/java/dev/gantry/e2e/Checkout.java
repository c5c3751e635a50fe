package dev.gantry.e2e;

import dev.gantry.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A checkout of its own in a folder of the test, with the launcher, the sources, and what Maven
 * made of them: a jar of this build's classes and its libraries. Maven itself is a script that
 * notes that it was asked and hands out the same.
 */
record Checkout(Path home) {
    private static final List<String> COPIED =
            List.of(
                    "gantry",
                    "pom.xml",
                    "scripts",
                    "src/main",
                    "examples/demo",
                    "LICENSE",
                    "README.md",
                    "CHANGELOG.md");

    /** One whose jar is newer than its sources, and that nobody has used yet. */
    static Checkout in(Path home) throws IOException {
        Checkout checkout = new Checkout(home);
        for (String name : COPIED) {
            copy(Path.of(name).toAbsolutePath(), home.resolve(name));
        }
        checkout.libraries();
        copy(home.resolve("maven/lib"), home.resolve("target/lib"));
        checkout.jar(home.resolve("target/gantry.jar"));
        checkout.maven();
        return checkout;
    }

    /**
     * The launcher, as {@code program} names it: found through the PATH of this checkout's tools.
     */
    Command gantry(String program, Path from, String... words) {
        List<String> all = new ArrayList<>(List.of(program));
        all.addAll(List.of(words));
        return new Command(
                from,
                Map.of(
                        "PATH",
                        home.resolve("maven") + ":/usr/bin:/bin",
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "HOME",
                        home.toString(),
                        "GANTRY_JAVA_OPTIONS",
                        ""),
                all);
    }

    /** The launcher from this checkout's parent. */
    Command gantry(String... words) {
        return gantry(home.resolve("gantry").toString(), home.resolve(".."), words);
    }

    /** How often Maven was asked for a build. */
    int builds() throws IOException {
        Path asked = home.resolve("maven/asked");
        return Files.exists(asked) ? Files.readAllLines(asked).size() : 0;
    }

    /** The folder of the build in use. */
    Path build() throws IOException {
        return Path.of(Files.readAllLines(home.resolve("target/start/current")).getFirst());
    }

    /** A folder for a PATH that has what the build needs, but for Maven. */
    Path tools() throws IOException {
        Path tools = Files.createDirectories(home.resolve("tools"));
        for (String tool :
                List.of("date", "find", "head", "mkdir", "mv", "rm", "rmdir", "sleep", "touch")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        return tools;
    }

    /** Makes one source newer than the jar. */
    void edit() throws IOException {
        Path source = home.resolve("src/main/java/dev/gantry/cli/Cli.java");
        Files.setLastModifiedTime(source, ago(Duration.ofMinutes(1)));
    }

    private static FileTime ago(Duration time) {
        return FileTime.from(Instant.now().minus(time));
    }

    private void libraries() throws IOException {
        Path lib = Files.createDirectories(home.resolve("maven/lib"));
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar")) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
    }

    private void jar(Path file) throws IOException {
        Path manifest = home.resolve("target/manifest");
        try (Stream<Path> libraries = Files.list(home.resolve("maven/lib"))) {
            // Each on a line that continues the first: one line has 512 bytes at most.
            List<String> names = libraries.map(jar -> "\n  lib/" + jar.getFileName()).toList();
            Files.writeString(manifest, "Class-Path: " + String.join("", names) + "\n");
        }
        String classes =
                Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                        .toString();
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        int code =
                tool.run(
                        System.out,
                        System.err,
                        "--create",
                        "--file",
                        file.toString(),
                        "--manifest",
                        manifest.toString(),
                        "-C",
                        classes,
                        ".");
        if (code != 0) {
            throw new IOException("jar ended with " + code);
        }
        Files.setLastModifiedTime(file, ago(Duration.ofHours(1)));
    }

    /** As the real one does, it leaves lie what it did not make. */
    private void maven() throws IOException {
        Path script = Files.createDirectories(home.resolve("maven")).resolve("mvn");
        Files.writeString(
                script,
                """
                #!/bin/sh
                echo "$*" >>"${0%/*}/asked"
                mkdir -p target/lib
                cp "${0%/*}"/lib/*.jar target/lib
                touch target/gantry.jar
                """);
        script.toFile().setExecutable(true);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        try (Stream<Path> copies = Files.walk(to)) {
            for (Path copy : copies.toList()) {
                Files.setLastModifiedTime(copy, ago(Duration.ofHours(2)));
            }
        }
    }
}
