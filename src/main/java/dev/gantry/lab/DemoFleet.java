package dev.gantry.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/**
 * A fleet that is ready to be lifted.
 *
 * @param directory the folder with its {@code gantry.yaml}
 * @param environment what its files are to be read with, beside the process environment
 * @param origin where Caddy answers once the fleet is up: {@code http://ADDRESS[:PORT]}
 * @param services name and address of everything that this machine reaches then
 */
public record DemoFleet(
        Path directory,
        SequencedMap<String, String> environment,
        String origin,
        List<Reachable> services) {

    /** Where the chat is asked. */
    public String chatUrl() {
        return origin + ChatReply.PATH;
    }

    /**
     * One service that answers.
     *
     * @param what in a few words
     */
    public record Reachable(String what, String url) {}
}
