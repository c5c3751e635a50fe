package dev.gantry.e2e;

import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The image {@code lab/java:25} on a host: what the Java that runs this test is, without its tools.
 */
final class JavaImage {
    static final String NAME = "lab/java:25";

    private static final String MODULES =
            "java.se,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.naming.dns,jdk.zipfs";

    private JavaImage() {}

    static void on(LabHost host) throws IOException {
        Path context = Files.createDirectories(host.root().resolve("var/tmp/java-image"));
        Command.of(
                        Path.of("."),
                        Path.of(System.getProperty("java.home"), "bin/jlink").toString(),
                        "--add-modules",
                        MODULES,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        context.resolve("java").toString())
                .run()
                .exits(0);
        Files.writeString(
                context.resolve("Dockerfile"),
                """
                FROM lab/toolbox:1
                COPY java /opt/java
                ENV PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
                """);
        host.run(
                "env",
                "DOCKER_BUILDKIT=0",
                "docker",
                "build",
                "-q",
                "-t",
                NAME,
                "/var/tmp/java-image");
        host.run("rm", "-r", "/var/tmp/java-image");
    }
}
