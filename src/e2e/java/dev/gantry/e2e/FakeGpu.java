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
    private static final String BROKEN = "/run/no-gpu";

    private FakeGpu() {}

    /** Containers that ask for a GPU start from now on. */
    static void on(LabHost host) throws IOException {
        Path hook = host.root().resolve("usr/local/bin").resolve(HOOK);
        Files.createDirectories(hook.getParent());
        try (InputStream text = FakeGpu.class.getResourceAsStream("/" + HOOK)) {
            Files.write(hook, Objects.requireNonNull(text).readAllBytes());
        }
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        restart(host);
    }

    /** They fail from now on, as with a broken driver. */
    static void breaks(LabHost host) {
        host.run("touch", BROKEN);
    }

    /** As it was before. */
    static void off(LabHost host) {
        host.run("rm", "-f", BROKEN, "/usr/local/bin/" + HOOK);
        restart(host);
    }

    private static void restart(LabHost host) {
        host.killEngine();
        host.startEngine();
    }
}
