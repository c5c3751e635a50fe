package dev.gantry.cli;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tells whoever waits which hosts are looked at, and on a terminal which are still. */
final class Rounds implements AutoCloseable {
    private static final String ERASE = "\r\u001b[K";

    private final Console console;
    private final boolean live;
    private final Set<String> open;

    private Rounds(Console console, boolean live, Collection<String> hosts) {
        this.console = console;
        this.live = live;
        this.open = new LinkedHashSet<>(hosts);
    }

    static Rounds start(Session session, Collection<String> hosts) {
        Console console = session.console();
        boolean live =
                session.invocation().terminal().error()
                        && !session.invocation().variable("TERM").equals("dumb")
                        && console.controlCodes()
                        && !console.json();
        Rounds rounds = new Rounds(console, live, hosts);
        if (live) {
            rounds.show();
        } else {
            console.say(rounds.line());
        }
        return rounds;
    }

    synchronized void done(String host) {
        open.remove(host);
        if (live && !open.isEmpty()) {
            show();
        }
    }

    private void show() {
        console.prompt(ERASE + line());
    }

    private String line() {
        return "looking at " + String.join(", ", open);
    }

    @Override
    public synchronized void close() {
        if (live) {
            console.prompt(ERASE);
        }
    }
}
