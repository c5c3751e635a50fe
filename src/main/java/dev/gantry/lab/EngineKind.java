package dev.gantry.lab;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which engine a machine of the lab runs, and the packages that such a machine is made of. */
public enum EngineKind {
    /** Debian 12's own: Docker Engine 20.10, API 1.41. */
    DOCKER20(Suite.BOOKWORM),
    /** A current one from Debian sid: Docker Engine 28, API 1.51, with Docker Compose 2.40. */
    DOCKER28(Suite.SID);

    private static final List<String> MACHINE =
            List.of(
                    "base-files",
                    "base-passwd",
                    "bash",
                    "busybox-static",
                    "coreutils",
                    "curl",
                    "dash",
                    "docker.io",
                    "findutils",
                    "gawk",
                    "grep",
                    "hostname",
                    "iproute2",
                    "iptables",
                    "mount",
                    "netbase",
                    "openssh-server",
                    "openssh-sftp-server",
                    "procps",
                    "sed",
                    "sshfs",
                    "tar",
                    "util-linux");

    private final Suite suite;

    EngineKind(Suite suite) {
        this.suite = suite;
    }

    Suite suite() {
        return suite;
    }

    List<String> packages() {
        return Stream.concat(MACHINE.stream(), own()).toList();
    }

    private Stream<String> own() {
        return switch (this) {
            case DOCKER20 -> Stream.empty();
            case DOCKER28 -> Stream.of("docker-buildx", "docker-cli", "docker-compose");
        };
    }

    /** As the command line says it: {@code docker20}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
