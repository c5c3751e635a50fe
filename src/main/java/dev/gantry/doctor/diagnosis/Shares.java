package dev.gantry.doctor.diagnosis;

import dev.gantry.fleet.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Whether the storage that a host is said to mount is mounted there.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">mountinfo</a>
 */
final class Shares {
    /** How the kernel calls the file systems of a share's type. */
    private static final Map<String, List<String>> SYSTEMS =
            Map.of(
                    "cifs", List.of("cifs", "smb3", "smbfs"),
                    "smb", List.of("cifs", "smb3", "smbfs"),
                    "nfs", List.of("nfs", "nfs4"),
                    "sshfs", List.of("fuse.sshfs"),
                    "9p", List.of("9p"));

    private Shares() {}

    static List<Finding> of(SequencedMap<String, Share> shares, HostFacts.Answered facts) {
        List<Finding> found = new ArrayList<>();
        shares.forEach((name, share) -> {
            Look look = Objects.requireNonNull(facts.deep().shares().get(name));
            found.add(
                    EngineState.isDesktop(facts.info())
                            ? unknown(
                                    share,
                                    "Docker Desktop shows containers a file system of its own")
                            : one(share, look));
        });
        return found;
    }

    private static Finding one(Share share, Look look) {
        return switch (look) {
            case Look.Not(var why) -> unknown(share, why);
            case Look.Refused(var words) -> unknown(share, words);
            case Look.Seen(var text) when text.isEmpty() ->
                    Finding.problem(
                            Topic.SHARES,
                            named(share) + ": there is no " + share.path(),
                            "mount it there, or correct its path in shares of the host");
            case Look.Seen(var text) ->
                    system(text)
                            .map(system -> seen(share, system))
                            .orElseGet(
                                    () -> unknown(share, "/proc/self/mountinfo does not show it"));
        };
    }

    private static Finding unknown(Share share, String why) {
        return Finding.unknown(Topic.SHARES, named(share) + " at " + share.path() + ": " + why, "");
    }

    private static String named(Share share) {
        return "share " + share.name();
    }

    private static Finding seen(Share share, String system) {
        boolean remote = SYSTEMS.values().stream().anyMatch(of -> of.contains(system));
        String at = named(share) + " at " + share.path();
        if (!share.isRemote()) {
            return remote
                    ? Finding.warning(
                            Topic.SHARES,
                            at + " is said to be this host's own, and is on " + system,
                            "write its type in shares of the host")
                    : Finding.ok(Topic.SHARES, at + " is on this host's own " + system);
        }
        if (!remote) {
            return Finding.problem(
                    Topic.SHARES,
                    at
                            + " is not mounted: what is written there stays on this host's own "
                            + system,
                    "mount it there, and write a line into /etc/fstab");
        }
        return SYSTEMS.getOrDefault(share.type(), List.of()).contains(system)
                ? Finding.ok(Topic.SHARES, at + " is mounted, " + system)
                : Finding.warning(
                        Topic.SHARES,
                        at + " is " + system + ", the fleet file says " + share.type(),
                        "write its type in shares of the host");
    }

    /** The file system at the place of the share; its type stands behind a lone hyphen. */
    private static Optional<String> system(String mountinfo) {
        return mountinfo
                .lines()
                .map(line -> Arrays.asList(line.split(" ")))
                .filter(words -> words.size() > 5 && words.get(4).equals(DeepLook.SHARE))
                .filter(words -> words.indexOf("-") > 0 && words.indexOf("-") + 1 < words.size())
                .map(words -> words.get(words.indexOf("-") + 1))
                .reduce((_, later) -> later);
    }
}
