package dev.gantry.check;

import dev.gantry.compose.model.Mount;
import dev.gantry.fleet.Share;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Databases whose files lie on another machine: locks and synced writes do not hold there. */
final class DatabaseStorage implements Check {
    private static final Rule ON_SHARE =
            Rule.error(
                    "database-on-share",
                    "The files of a database lie on a share (`shares` of the host, or a volume of type cifs, smb3, 9p …), where its locks and synced writes do not hold",
                    "A named volume or a folder on the host's own disk; dumps of it belong on the share");

    private static final Rule ON_NFS =
            Rule.warning(
                    "database-on-nfs",
                    "The same on NFS, where it may go well with hard mounts and a server that syncs",
                    "As for `database-on-share`");

    private static final Set<String> REMOTE =
            Set.of("cifs", "smb", "smb3", "smbfs", "9p", "sshfs", "fuse.sshfs", "davfs");

    @Override
    public List<Rule> rules() {
        return List.of(ON_SHARE, ON_NFS);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        for (Subject subject : ground.subjects()) {
            if (Databases.is(subject.service())) {
                for (Mount mount : subject.service().mounts()) {
                    if (Databases.keepsIn(subject.service(), mount)) {
                        look(subject, mount, findings);
                    }
                }
            }
        }
    }

    private static void look(Subject subject, Mount mount, Findings findings) {
        Storage storage = Storage.of(subject.deployment().project(), mount);
        Optional<Share> share = subject.deployment().host().shareOf(storage.path());
        if (share.isPresent() && share.get().isRemote()) {
            String words =
                    storage.path()
                            + ", which is on share \""
                            + share.get().name()
                            + "\" ("
                            + share.get().type()
                            + ") of host "
                            + subject.host();
            tell(subject, mount, share.get().type(), words, findings);
        } else if (storage.type().startsWith("nfs") || REMOTE.contains(storage.type())) {
            String words = "volume " + mount.source() + ", which is mounted by " + storage.type();
            tell(subject, mount, storage.type(), words, findings);
        }
    }

    private static void tell(
            Subject subject, Mount mount, String type, String where, Findings findings) {
        findings.add(
                type.startsWith("nfs") ? ON_NFS : ON_SHARE,
                Places.source(mount),
                subject,
                subject.who()
                        + " keeps the files of "
                        + Databases.name(subject.service().image())
                        + " in "
                        + where,
                "keep them in a named volume or on the host's own disk, and put dumps on the share");
    }
}
