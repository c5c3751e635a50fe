package dev.gantry.cli.show;

import dev.gantry.apply.Event;
import java.util.function.Consumer;

/** Tells how a plan is carried out while it is. Takes one event at a time, from any thread. */
public interface Progress extends Consumer<Event>, AutoCloseable {

    /** Leaves the terminal as it was. */
    @Override
    void close();
}
