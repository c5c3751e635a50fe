package dev.gantry.cli;

/** One command. Its class is loaded only when it is asked for. */
interface Command {

    Manual manual();

    ExitCode run(Session session);
}
