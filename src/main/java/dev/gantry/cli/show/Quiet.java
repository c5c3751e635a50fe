package dev.gantry.cli.show;

import dev.gantry.apply.Event;

/** Tells nothing. */
public final class Quiet implements Progress {

    @Override
    public void accept(Event event) {}

    @Override
    public void close() {}
}
