package dev.gantry.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The root file system that machines of one kind start from: Debian packages, unpacked and never
 * installed, so that neither the user's machine nor its services change. Machines see it through an
 * overlay and never write to it.
 */
final class MachineTree {
    private static final String FORM = "2";

    /** What packages ask for and a machine without maintainer scripts has no use for. */
    private static final Set<String> NEEDLESS =
            Set.of(
                    "perl",
                    "perl-base",
                    "perl-modules-5.36",
                    "libperl5.36",
                    "debconf",
                    "adduser",
                    "dpkg",
                    "systemd",
                    "libsystemd-shared",
                    "ucf",
                    "tzdata");

    private final EngineKind kind;
    private final LabFolders folders;
    private final Progress progress;

    MachineTree(EngineKind kind, LabFolders folders, Progress progress) {
        this.kind = kind;
        this.folders = folders;
        this.progress = progress;
    }

    /** The tree's folder, made if it is not there. */
    Path prepare() {
        List<Deb> debs =
                new AptRoot(kind.suite(), folders, progress).fetch(kind.packages(), NEEDLESS);
        String key = Digest.text(FORM + debs.stream().map(Deb::identity).toList()).substring(0, 16);
        Path tree = folders.trees().resolve(kind.word() + "-" + key);
        if (!Files.exists(tree)) {
            progress.timed(
                    "made the file system of a " + kind.word() + " machine",
                    () -> make(debs, tree));
        }
        return tree;
    }

    private void make(List<Deb> debs, Path tree) {
        try {
            Path draft = Folders.empty(tree.resolveSibling(tree.getFileName() + ".draft"));
            mergeUsr(draft);
            Parallel.each(debs, deb -> unpack(deb, draft));
            complete(draft);
            Files.move(draft, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mergeUsr(Path tree) throws IOException {
        for (String name : List.of("bin", "sbin", "lib", "lib64")) {
            Files.createDirectories(tree.resolve("usr").resolve(name));
            Files.createSymbolicLink(tree.resolve(name), Path.of("usr", name));
        }
    }

    private static void unpack(Deb deb, Path tree) {
        Shell.run(
                "sh",
                "-c",
                "dpkg-deb --fsys-tarfile \"$1\" | tar -x --keep-directory-symlink -C \"$2\" --exclude=./usr/share/doc --exclude=./usr/share/man --exclude=./usr/share/locale",
                "unpack",
                deb.file().toString(),
                tree.toString());
    }

    /** What maintainer scripts would have done. */
    private static void complete(Path tree) throws IOException {
        for (String folder :
                List.of(
                        "proc",
                        "sys",
                        "dev",
                        "run",
                        "tmp",
                        "root",
                        "srv",
                        "mnt",
                        "opt",
                        "lab",
                        "etc/docker",
                        "etc/ssh",
                        "var/lib/docker",
                        "var/log",
                        "var/tmp")) {
            Files.createDirectories(tree.resolve(folder));
        }
        Files.writeString(tree.resolve("etc/passwd"), Resources.text("passwd"));
        Files.writeString(tree.resolve("etc/group"), Resources.text("group"));
        Files.writeString(
                tree.resolve("etc/nsswitch.conf"),
                "passwd: files\ngroup: files\nhosts: files dns\n");
        // base-files brings an empty folder and leaves the move to its script.
        Files.delete(tree.resolve("var/run"));
        link(tree, "var/run", "../run");
        link(tree, "usr/sbin/iptables", "iptables-nft");
        link(tree, "usr/sbin/ip6tables", "ip6tables-nft");
        link(tree, "usr/bin/docker-init", "tini-static");
        link(tree, "usr/bin/awk", "gawk");
    }

    private static void link(Path tree, String path, String target) throws IOException {
        Path link = tree.resolve(path);
        if (!Files.exists(link) && Files.exists(link.resolveSibling(target))) {
            Files.createSymbolicLink(tree.resolve(path), Path.of(target));
        }
    }
}
