package dev.gantry.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The SSH client's side of a lab: a key, a list of known hosts and a configuration of its own, so
 * that nothing of the user's is read or written.
 *
 * @param folder the lab's folder
 */
public record SshFiles(Path folder) {

    Path key() {
        return folder.resolve("key");
    }

    Path configuration() {
        return folder.resolve("ssh_config");
    }

    /** A program that is {@code ssh} with this configuration; its folder can go on a PATH. */
    Path program() {
        return folder.resolve("bin/ssh");
    }

    /** Makes the key if it is not there; returns the line for {@code authorized_keys}. */
    String authorizedKey() throws IOException {
        Path open = key().resolveSibling("key.pub");
        if (!Files.exists(open)) {
            makeKey(key(), "gantry-lab");
        }
        return Files.readString(open);
    }

    /** Makes a key pair without a passphrase: the file, and beside it {@code .pub}. */
    public static void makeKey(Path file, String comment) throws IOException {
        Shell.run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                comment,
                "-f",
                file.toString());
    }

    /** Writes everything anew for the machines that the lab has now. */
    void write(List<LabHost> hosts) throws IOException {
        List<String> known = new ArrayList<>();
        List<String> configuration = new ArrayList<>();
        for (LabHost host : hosts) {
            String[] open = Files.readString(Path.of(host.folder().hostKey() + ".pub")).split(" ");
            known.add(host.name() + "," + host.address() + " " + open[0] + " " + open[1]);
            configuration.addAll(
                    List.of(
                            "Host " + host.name(),
                            "  HostName " + host.address(),
                            "  HostKeyAlias " + host.name()));
        }
        configuration.addAll(common());
        Files.write(folder.resolve("known_hosts"), known);
        Files.write(configuration(), configuration);
        Files.createDirectories(program().getParent());
        Files.writeString(
                program(), "#!/bin/sh\nexec /usr/bin/ssh -F '" + configuration() + "' \"$@\"\n");
        Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> common() {
        return List.of(
                "Host *",
                "  User root",
                "  IdentityFile " + key(),
                "  IdentitiesOnly yes",
                "  IdentityAgent none",
                "  UserKnownHostsFile " + folder.resolve("known_hosts"),
                "  GlobalKnownHostsFile none",
                "  StrictHostKeyChecking yes",
                "  ServerAliveInterval 5",
                "  ServerAliveCountMax 3");
    }
}
