package dev.gantry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.lab.EngineKind;
import dev.gantry.lab.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code examples/two-stack-homelab}: two stacks on one machine, servers that run where their key
 * is set.
 */
class TwoStackHomelabTest {
    private static final String[] MAIN = {
        "main/coolify-db@homelab",
        "main/coolify-redis@homelab",
        "main/coolify@homelab",
        "main/n8n@homelab",
        "main/ollama@homelab",
        "main/open-webui@homelab"
    };

    @TempDir private Path scratch;

    @Test
    void itRunsFromItsOwnFiles() throws IOException {
        try (ExampleFleet fleet =
                ExampleFleet.of(
                                "two-stack-homelab",
                                scratch,
                                new Machine("homelab", EngineKind.DOCKER28))
                        .filledIn()) {
            FakeGpu.on(fleet.host("homelab"));
            withoutKeys(fleet.folder().resolve(".env"), "CLOUDFLARED_TUNNEL_TOKEN", "_API_KEY");
            fleet.comesUp(with("mcp/mcp-dashboard@homelab"));
            key(fleet, "YOUTUBE_API_KEY");
            key(fleet, "CLOUDFLARED_TUNNEL_TOKEN");
            assertThat(fleet.gantry("plan").exits(2).output())
                    .contains("create homelab-mcp-youtube-mcp-1", "create cloudflared")
                    .contains("2 to create, on 1 host");
            fleet.comesUp(
                    with(
                            "main/cloudflared@homelab",
                            "mcp/mcp-dashboard@homelab",
                            "mcp/youtube-mcp@homelab"));
            fleet.goesAway();
        }
    }

    private static String[] with(String... more) {
        String[] all = new String[MAIN.length + more.length];
        System.arraycopy(MAIN, 0, all, 0, MAIN.length);
        System.arraycopy(more, 0, all, MAIN.length, more.length);
        return all;
    }

    private static void withoutKeys(Path env, String... suffixes) throws IOException {
        Files.write(
                env,
                Files.readAllLines(env).stream()
                        .map(line -> hasOne(line, suffixes) ? line.replaceAll("=.*", "=") : line)
                        .toList());
    }

    private static boolean hasOne(String line, String... suffixes) {
        for (String suffix : suffixes) {
            if (line.contains(suffix + "=")) {
                return true;
            }
        }
        return false;
    }

    private static void key(ExampleFleet fleet, String name) throws IOException {
        Path env = fleet.folder().resolve(".env");
        Files.writeString(env, Files.readString(env).replace(name + "=", name + "=of-the-test"));
    }
}
