package dev.gantry.cli;

import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.server.gateway.Lanes;
import java.util.function.Consumer;

/**
 * Follows the fleet file while the server runs. What keeps it from being registered is told when it
 * comes up, and not again as long as it stays.
 */
final class Following {
    private final Console console;
    private final Seeding seeding;
    private final Consumer<Lanes> lanes;

    /** What the world says no with, and was told; empty: nothing. */
    private String told = "";

    /**
     * @param lanes told those of each file that was registered
     */
    Following(Console console, Seeding seeding, Consumer<Lanes> lanes) {
        this.console = console;
        this.seeding = seeding;
        this.lanes = lanes;
    }

    /** Looks whether the file has changed, or is still to be registered. */
    void look() {
        try {
            seeding.refresh().ifPresent(this::registered);
            told = "";
        } catch (InputException wrong) {
            wrong.problems().forEach(console::problem);
            console.say("the fleet file is left as it was read before");
            told = "";
        } catch (OperationException world) {
            if (!world.getMessage().equals(told)) {
                String next = world.next().isEmpty() ? "" : "; " + world.next();
                console.say(world.getMessage() + next);
            }
            told = world.getMessage();
        }
        console.flush();
    }

    private void registered(int nodes) {
        lanes.accept(seeding.lanes());
        console.say("the fleet file was read again: " + nodes + " nodes");
    }
}
