package dev.gantry.e2e;

import dev.gantry.lab.Lab;
import dev.gantry.lab.LabHost;
import dev.gantry.lab.SshFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs for {@code GANTRY_SSH}: the real ssh, with something about it that is not as usual. */
record SshWrapper(Path folder, Lab lab) {

    /** Logs in with a key for which the host forwards nothing (sshd(8), {@code restrict}). */
    Path withoutForwarding(LabHost host) {
        Path key = key("restricted");
        try {
            String open = Files.readString(key.resolveSibling("restricted.pub"));
            Files.writeString(
                    host.root().resolve("root/.ssh/authorized_keys"),
                    "restrict " + open,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return program("no-forwarding", lab.ssh() + " -i " + key);
    }

    /** Knows no host. */
    Path withoutKnownHosts() {
        return program(
                "no-known-hosts",
                lab.ssh() + " -o UserKnownHostsFile=/dev/null -o GlobalKnownHostsFile=/dev/null");
    }

    /** Has a key that no host accepts. */
    Path withAnotherKey() {
        return program(
                "another-key",
                "/usr/bin/ssh -F /dev/null -o IdentityAgent=none -o IdentitiesOnly=yes -o"
                        + " StrictHostKeyChecking=yes -o UserKnownHostsFile="
                        + lab.sshConfiguration().resolveSibling("known_hosts")
                        + " -i "
                        + key("another"));
    }

    private Path key(String name) {
        Path key = folder.resolve(name);
        if (!Files.exists(key)) {
            try {
                SshFiles.makeKey(key, "gantry-lab-" + name);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return key;
    }

    private Path program(String name, String command) {
        try {
            Path program = folder.resolve(name);
            Files.writeString(program, "#!/bin/sh\nexec " + command + " \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            return program;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
