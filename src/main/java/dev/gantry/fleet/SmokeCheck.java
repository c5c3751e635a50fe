package dev.gantry.fleet;

import dev.gantry.diag.Location;
import java.time.Duration;
import java.util.List;

/**
 * A question that a deployment which works answers as expected: {@code checks} of a stack.
 *
 * @param name what reports call it
 * @param timeout for how long it is tried; zero where the file does not say
 */
public record SmokeCheck(
        String name, Question question, Duration timeout, Condition when, Location location) {

    /** What is asked. */
    public sealed interface Question {

        /** {@code http}, {@code tcp}, {@code command}. */
        String kind();
    }

    /**
     * An HTTP request.
     *
     * @param target path and query, as written
     * @param status what is expected; 0 for any success
     * @param body what must occur in the answer; empty for anything
     * @param verify whether the certificate of an {@code https} server must be right
     */
    public record Http(
            boolean secure,
            Address address,
            String method,
            String target,
            int status,
            String body,
            boolean verify)
            implements Question {
        @Override
        public String kind() {
            return "http";
        }
    }

    /** Something listens there. */
    public record Tcp(Address address) implements Question {
        @Override
        public String kind() {
            return "tcp";
        }
    }

    /**
     * A command in a container of the service ends with 0.
     *
     * @param output what must occur in what it prints; empty for anything
     */
    public record Command(String service, List<String> command, String output) implements Question {
        @Override
        public String kind() {
            return "command";
        }
    }

    /**
     * Where something listens.
     *
     * @param host {@code localhost} for the machine of the deployment, a service of the stack (and
     *     then the port is the container's), or any other name or address, as this machine sees it
     */
    public record Address(String host, int port) {

        /** Whether it is the machine that the deployment runs on. */
        public boolean local() {
            return List.of("localhost", "127.0.0.1", "::1").contains(host);
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
