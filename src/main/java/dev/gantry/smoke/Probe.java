package dev.gantry.smoke;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One attempt at a check. */
@FunctionalInterface
interface Probe {

    /**
     * What is wrong, in words; nothing where all is as expected.
     *
     * @param limit how long it may take
     * @throws IOException when there was no answer; its message says why
     */
    Optional<String> fault(Duration limit) throws IOException;
}
