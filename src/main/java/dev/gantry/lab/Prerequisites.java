package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** What the lab needs of the machine that it runs on. */
final class Prerequisites {
    /** Program to Debian package. Everything else is in every Debian, or comes unpacked. */
    private static final SequencedMap<String, String> PACKAGES = packages();

    private Prerequisites() {}

    private static SequencedMap<String, String> packages() {
        var packages = new LinkedHashMap<String, String>();
        packages.put("/usr/bin/ip", "iproute2");
        packages.put("/usr/bin/ssh", "openssh-client");
        packages.put("/usr/bin/ssh-keygen", "openssh-client");
        packages.put("/usr/share/keyrings/debian-archive-keyring.gpg", "debian-archive-keyring");
        return packages;
    }

    /**
     * @throws OperationException when a lab cannot run here
     */
    static void check() {
        if (!Files.exists(Path.of("/usr/bin/apt-get"))) {
            throw new OperationException(
                    "the lab needs Debian or Ubuntu: there is no apt-get here",
                    "run it in a virtual machine with Debian 12 or newer");
        }
        if (!isRoot()) {
            throw new OperationException(
                    "the lab makes network namespaces and runs engines, which needs root",
                    "run it again with sudo");
        }
        String architecture = Shell.run("dpkg", "--print-architecture").strip();
        if (!architecture.equals("amd64")) {
            throw new OperationException(
                    "the lab builds its images for amd64 only, and this machine is " + architecture,
                    "");
        }
    }

    static boolean isRoot() {
        return Shell.run("id", "-u").strip().equals("0");
    }

    /** Installs what is missing, after saying so. */
    static void install(Progress progress) {
        Set<String> missing = new LinkedHashSet<>();
        PACKAGES.forEach((path, name) -> {
            if (!Files.exists(Path.of(path))) {
                missing.add(name);
            }
        });
        if (missing.isEmpty()) {
            return;
        }
        String names = String.join(" ", missing);
        progress.say("installing with apt-get: " + names);
        progress.timed("installed " + names, () -> install(missing));
    }

    private static void install(Set<String> names) {
        List<String> command =
                new ArrayList<>(
                        List.of("apt-get", "install", "-y", "-q", "--no-install-recommends"));
        command.addAll(names);
        Map<String, String> environment = Map.of("DEBIAN_FRONTEND", "noninteractive");
        if (!Shell.ask(command, Path.of("/"), environment, out -> {}).ok()) {
            Shell.run("apt-get", "update", "-q");
            Shell.ask(command, Path.of("/"), environment, out -> {}).orThrow();
        }
    }
}
