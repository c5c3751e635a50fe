package dev.gantry.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What a machine of the lab keeps on the user's disk. It stays over power cuts.
 *
 * <p>{@code files/} is what the machine wrote over the tree it started from, {@code data/} the
 * engine's data, {@code door/} what both sides see: the engine's socket and the script that runs
 * the machine.
 *
 * @param folder absolute
 */
record HostFolder(Path folder) {

    Path files() {
        return folder.resolve("files");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path door() {
        return folder.resolve("door");
    }

    Path socket() {
        return door().resolve("docker.sock");
    }

    /** While it exists, the engine stays down. */
    Path hold() {
        return door().resolve("hold");
    }

    Path script() {
        return door().resolve("machine.sh");
    }

    Path console() {
        return folder.resolve("console.log");
    }

    Path init() {
        return folder.resolve("init");
    }

    Path hostKey() {
        return files().resolve("etc/ssh/host_key");
    }

    /** Written last: says that the rest is whole. Holds the machine's number and its engine. */
    Path identity() {
        return folder.resolve("identity");
    }

    /** Makes the files of a machine that has never run; {@link #complete} seals them. */
    void create(String name, String address, LabNetwork network, String authorizedKey)
            throws IOException {
        Folders.empty(folder);
        for (String part :
                List.of(
                        "data",
                        "door",
                        "root",
                        "work",
                        "files/etc/docker",
                        "files/etc/ssh",
                        "files/root/.ssh")) {
            Files.createDirectories(folder.resolve(part));
        }
        write("files/etc/hostname", name + "\n");
        write("files/etc/hosts", "127.0.0.1 localhost\n" + address + " " + name + "\n");
        // Nobody answers there, so that a name which is not known fails at once and not after 20 s.
        write("files/etc/resolv.conf", "nameserver 127.0.0.1\n");
        write("files/etc/docker/daemon.json", daemon(network, name, address));
        write("files/etc/ssh/sshd_config", SSHD.replace("ADDRESS", address));
        write("files/root/.ssh/authorized_keys", authorizedKey);
        for (String secret : List.of("files/root", "files/root/.ssh")) {
            Files.setPosixFilePermissions(
                    folder.resolve(secret), PosixFilePermissions.fromString("rwx------"));
        }
        SshFiles.makeKey(hostKey(), name);
    }

    void complete(int number, EngineKind engine) throws IOException {
        Files.writeString(identity(), number + " " + engine.name());
    }

    private void write(String path, String content) throws IOException {
        Files.writeString(folder.resolve(path), content);
    }

    private static String daemon(LabNetwork network, String name, String address) {
        return """
        {
          "cgroup-parent": "/%s",
          "exec-opts": ["native.cgroupdriver=cgroupfs"],
          "dns": ["%s"],
          "insecure-registries": ["%s"],
          "log-opts": {"max-size": "5m"}
        }
        """
                .formatted(network.namespace(name), address, network.range());
    }

    private static final String SSHD =
            """
            Port 22
            ListenAddress ADDRESS
            HostKey /etc/ssh/host_key
            UsePAM no
            PermitRootLogin yes
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            MaxStartups 100:30:200
            MaxSessions 100
            Subsystem sftp internal-sftp
            """;
}
