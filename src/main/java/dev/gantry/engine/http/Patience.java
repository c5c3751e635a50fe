package dev.gantry.engine.http;

import java.time.Duration;

/** How long an exchange may take before its connection is closed. */
public sealed interface Patience {
    Duration limit();

    /** The exchange as a whole, up to the last byte of the answer. */
    record Whole(Duration limit) implements Patience {}

    /** Any wait for the next bytes of the answer. */
    record Idle(Duration limit) implements Patience {}

    /** The head of the answer; its body may take for ever. */
    record UpToHead(Duration limit) implements Patience {}
}
