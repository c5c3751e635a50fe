package dev.gantry.secret;

import java.util.Optional;

/** Asks the person at the keyboard for something that must not be seen. */
@FunctionalInterface
public interface Prompt {

    /** The answer; nothing where nobody is there. */
    Optional<String> ask(String question);
}
