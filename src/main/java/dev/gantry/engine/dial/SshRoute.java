package dev.gantry.engine.dial;

import dev.gantry.engine.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hosts that {@code ssh} passes on its way to one, by its own configuration ({@code ssh -G}):
 * the jump hosts of {@code ProxyJump}, those of the first of them before it, and the host itself.
 */
record SshRoute(SshProgram ssh) {
    /** More jumps than anybody has; a configuration may go round in a circle. */
    private static final int MOST = 8;

    List<Endpoint.Ssh> hosts() throws IOException, InterruptedException {
        List<Endpoint.Ssh> hosts = new ArrayList<>(List.of(ssh.host()));
        List<Endpoint.Ssh> jumps = jumps(ssh.host());
        while (!jumps.isEmpty() && hosts.size() < MOST) {
            hosts.addAll(0, jumps);
            jumps = jumps(jumps.getFirst());
        }
        return hosts;
    }

    private List<Endpoint.Ssh> jumps(Endpoint.Ssh host) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(ssh.configuration(host))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return jumps(printed);
    }

    /**
     * @param configuration what {@code ssh -G} prints: lines of a key and its value
     */
    static List<Endpoint.Ssh> jumps(String configuration) {
        Map<String, String> values = new LinkedHashMap<>();
        configuration
                .lines()
                .forEach(line -> {
                    int space = line.indexOf(' ');
                    if (space > 0) {
                        values.putIfAbsent(
                                line.substring(0, space), line.substring(space + 1).strip());
                    }
                });
        String jumps = values.getOrDefault("proxyjump", "none");
        List<Endpoint.Ssh> hosts = new ArrayList<>();
        for (String jump : jumps.equals("none") ? new String[0] : jumps.split(",")) {
            String url = jump.startsWith("ssh://") ? jump : "ssh://" + jump.strip();
            if (Endpoint.parse(url, new Endpoint.Plain()) instanceof Endpoint.Ssh one) {
                hosts.add(one);
            }
        }
        return hosts;
    }
}
