package dev.gantry.e2e;

import dev.gantry.lab.LabHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Makes an engine believe that its machine has a GPU of NVIDIA's. */
final class FakeGpu {
    private static final String HOOK = "nvidia-container-runtime-hook";

    private FakeGpu() {}

    /** Containers that ask for a GPU start from now on. */
    static void on(LabHost host) throws IOException {
        Path hook = host.root().resolve("usr/local/bin").resolve(HOOK);
        Files.createDirectories(hook.getParent());
        try (InputStream text = FakeGpu.class.getResourceAsStream("/" + HOOK)) {
            Files.write(hook, Objects.requireNonNull(text).readAllBytes());
        }
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        host.killEngine();
        host.startEngine();
    }

    /** They fail as with a broken driver, or no longer. */
    static void broken(LabHost host, boolean isBroken) {
        host.run(isBroken ? "touch" : "rm", "/run/no-gpu");
    }
}
