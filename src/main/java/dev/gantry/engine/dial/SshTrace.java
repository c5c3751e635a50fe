package dev.gantry.engine.dial;

import dev.gantry.engine.Approach;
import dev.gantry.engine.Endpoint;
import dev.gantry.engine.http.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code ssh -v} (OpenSSH 8 to 10) tells while it logs in, jump hosts included: it hands
 * its {@code -v} on to the {@code ssh} that takes it to each of them, and all write to one standard
 * error.
 *
 * @param route the hosts on the way, in order; the engine's own is the last
 */
record SshTrace(List<Endpoint.Ssh> route) {
    /**
     * What is no reason; the last kind is about a proxy that has ended, for a reason of its own.
     */
    private static final Pattern TALK =
            Pattern.compile(
                    "(debug\\d|OpenSSH_|Authenticated to |Transferred: |Bytes per second: |Pseudo-terminal "
                            + "|kex_exchange_identification: |Connection \\w+ by UNKNOWN port ).*");

    private static final Pattern BEHIND =
            Pattern.compile("channel \\d+: open failed: (?:connect failed: )?(.*)");

    /**
     * A line of standard error.
     *
     * @param millis since ssh was started
     */
    record Line(long millis, String text) {}

    /**
     * @param probe what the probe of {@link SshProgram} printed; empty where it did not come to it
     */
    Approach read(List<Line> lines, String probe) {
        List<Approach.Step> steps = new ArrayList<>();
        int reached = 0;
        long mark = 0;
        for (Line line : lines) {
            String text = line.text();
            Approach.Kind kind = kind(text);
            if (kind == null || reached == route.size()) {
                continue;
            }
            steps.add(new Approach.Step(name(reached), kind, line.millis() - mark));
            mark = line.millis();
            reached += kind == Approach.Kind.LOGIN ? 1 : 0;
        }
        return new Approach(
                route.stream().map(Endpoint.Ssh::host).toList(),
                steps,
                reached == route.size() ? atSocket(probe) : stopped(reached, lines));
    }

    private String name(int hop) {
        return route.get(hop).host();
    }

    private static Approach.@Nullable Kind kind(String text) {
        if (text.startsWith("debug1: Connecting to ")) {
            return Approach.Kind.NAME;
        }
        if (text.startsWith("debug1: Connection established")) {
            return Approach.Kind.CONNECT;
        }
        return text.startsWith("Authenticated to ") ? Approach.Kind.LOGIN : null;
    }

    /** That nobody answers at a socket which is there is for the engine's first call to tell. */
    private Approach.Stop atSocket(String probe) {
        return SshFailure.isReason(probe)
                ? stop(route.size() - 1, SshFailure.ofSocket(route.getLast(), probe))
                : Approach.Stop.NOWHERE;
    }

    private Approach.Stop stopped(int reached, List<Line> lines) {
        StringBuilder errors = new StringBuilder();
        for (Line line : lines) {
            if (!TALK.matcher(line.text()).matches()) {
                errors.append(line.text()).append('\n');
            }
            Matcher behind = BEHIND.matcher(line.text());
            if (reached > 0 && behind.matches()) {
                return behind(reached, behind.group(1));
            }
        }
        return stop(reached, SshFailure.ofExit(route.get(reached), errors.toString()));
    }

    /** The last words of ssh are then about its own proxy, which says nothing to anybody. */
    private Approach.Stop behind(int reached, String words) {
        return new Approach.Stop(
                name(reached),
                name(reached - 1) + " cannot connect to " + name(reached) + ": " + words,
                "look whether "
                        + name(reached)
                        + " is up and its sshd runs, and that "
                        + name(reached - 1)
                        + " may forward connections");
    }

    private Approach.Stop stop(int hop, UnreachableException why) {
        return new Approach.Stop(
                name(hop), Objects.requireNonNullElse(why.getMessage(), ""), why.next());
    }
}
