package dev.gantry.engine;

import java.time.Duration;

/**
 * How an engine is called, whichever it is.
 *
 * @param ssh the program to reach other hosts with: {@code ssh}, or a path
 * @param connect how long connecting may take, logging in included
 * @param answer how long an engine may take for an ordinary call; calls that take their time by
 *     nature have limits of their own
 */
public record EngineSettings(String ssh, Duration connect, Duration answer) {

    /** 30 s to connect, as Docker's own client has it; 60 s to answer. */
    public static EngineSettings usual() {
        return new EngineSettings("ssh", Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** With the program that {@code GANTRY_SSH} names, as git has {@code GIT_SSH}. */
    public static EngineSettings from(DockerEnvironment environment) {
        String program = environment.variable("GANTRY_SSH");
        return program.isEmpty() ? usual() : usual().withSsh(program);
    }

    public EngineSettings withSsh(String program) {
        return new EngineSettings(program, connect, answer);
    }

    public EngineSettings withConnect(Duration limit) {
        return new EngineSettings(ssh, limit, answer);
    }

    public EngineSettings withAnswer(Duration limit) {
        return new EngineSettings(ssh, connect, limit);
    }
}
