package dev.gantry.check;

import dev.gantry.compose.model.Mount;
import dev.gantry.fleet.Host;
import dev.gantry.fleet.Share;
import java.util.List;
import java.util.Optional;

/** A share by the path that it has on another host: here the engine would make an empty folder. */
final class SharePaths implements Check {
    private static final Rule OF_ANOTHER_HOST =
            Rule.error(
                    "share-path",
                    "A bind mount names a share by the path that it has on another host",
                    "The path that this host has for it, best as a variable of each host: `env: {FORTRESS: /mnt/fortress}`");

    private static final Rule NOT_HERE =
            Rule.warning(
                    "share-not-here",
                    "A bind mount lies on what is a share of another host, and this host has no such share",
                    "Mount it and say so in `shares` of the host, or use another path");

    @Override
    public List<Rule> rules() {
        return List.of(OF_ANOTHER_HOST, NOT_HERE);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        List<Host> hosts =
                ground.desired().fleet().hosts().values().stream()
                        .filter(host -> !host.shares().isEmpty())
                        .toList();
        if (hosts.isEmpty()) {
            return;
        }
        for (Subject subject : ground.subjects()) {
            for (Mount mount : subject.service().mounts()) {
                String path = Storage.of(subject.deployment().project(), mount).path();
                if (!path.isEmpty() && subject.deployment().host().shareOf(path).isEmpty()) {
                    look(subject, mount, path, hosts, findings);
                }
            }
        }
    }

    private static void look(
            Subject subject, Mount mount, String path, List<Host> hosts, Findings findings) {
        for (Host other : hosts) {
            Optional<Share> share = other.shareOf(path);
            if (share.isPresent()) {
                tell(subject, mount, path, other, share.get(), findings);
                return;
            }
        }
    }

    private static void tell(
            Subject subject, Mount mount, String path, Host other, Share there, Findings findings) {
        String words =
                subject.who()
                        + " mounts "
                        + path
                        + ", where host "
                        + other.name()
                        + " has share \""
                        + there.name()
                        + "\"; host "
                        + subject.host();
        Share here = subject.deployment().host().shares().get(there.name());
        if (here == null) {
            findings.add(
                    NOT_HERE,
                    Places.source(mount),
                    subject,
                    words + " has no such share",
                    "mount it there and add it to shares of the host, or use another path");
        } else {
            String right = here.path() + path.substring(there.path().length());
            findings.add(
                    OF_ANOTHER_HOST,
                    Places.source(mount),
                    subject,
                    words + " has it at " + here.path(),
                    "write " + right + ", or a variable that each host has in its env");
        }
    }
}
