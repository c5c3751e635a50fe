package dev.gantry.check;

import java.util.List;

/** Looks for what is wrong with a fleet, before anything is touched. Pure. */
public interface Check {

    /** All that it can find. */
    List<Rule> rules();

    /** Looks, and tells. */
    void look(Ground ground, Findings findings);
}
