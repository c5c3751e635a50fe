package dev.gantry.cli;

/** One command. Its class is loaded only when it is asked for. */
interface Command {

    Manual manual();

    ExitCode run(Session session);

    /** Whether the words from the first operand on are another program's, options among them. */
    default boolean passesOn() {
        return false;
    }
}
