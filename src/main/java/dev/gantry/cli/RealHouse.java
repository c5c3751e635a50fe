package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Timekeeper;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Fleet;
import java.util.List;

/** The composition root: makes the rooms from what the command line and the environment say. */
record RealHouse() implements House {

    @Override
    public Fleet fleet(Session session) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Desired desired(Session session, List<String> services) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EngineSource engines(Session session) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Timekeeper timekeeper() {
        return Timekeeper.system();
    }
}
