package dev.gantry.lab;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The image {@code lab/stand-in}, one tag for each program that Debian does not have. A stand-in
 * listens where the real one does, answers at its health paths, and says in every body what it is;
 * the real one's clients that health checks call are there, and ask its ports.
 */
final class StandIns {
    /** Programs that health checks call inside the containers. */
    private static final List<String> CLIENTS =
            List.of(
                    "bash",
                    "clickhouse-client",
                    "cloudflared",
                    "cypher-shell",
                    "imgproxy",
                    "kong",
                    "mc",
                    "mongosh",
                    "node",
                    "ollama",
                    "postgrest");

    /**
     * One program.
     *
     * @param name the tag
     * @param ports where it listens
     * @param paths where it answers besides {@code /}
     */
    private record StandIn(String name, List<Integer> ports, List<String> paths) {

        String page() {
            return """
            {"status":"ok","stand_in_for":"%s","note":"This is a stand-in: it answers here, and does nothing else."}
            """
                    .formatted(name);
        }

        String words() {
            return ports.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
    }

    private static final List<StandIn> ALL =
            List.of(
                    one("ollama", "/api/tags /api/version", 11434),
                    one("open-webui", "/health", 8080),
                    one("automatic1111", "/internal/ping", 7860),
                    one("comfyui", "/system_stats", 8188),
                    one("n8n", "/healthz", 5678),
                    one("flowise", "/api/v1/ping", 3000),
                    one("searxng", "/healthz", 8080),
                    one("langfuse", "/api/public/health", 3000),
                    one("langfuse-worker", "/api/health", 3030),
                    one("clickhouse", "/ping", 8123, 9000),
                    one("coolify", "/api/health", 8080),
                    one("cloudflared", "/ready", 2000),
                    one("tiktok-mcp", "/health", 3300),
                    one("youtube-mcp", "/health", 3301),
                    one("twitter-mcp", "/health", 3302),
                    one("n8n-mcp", "/health", 3303),
                    one("mcp-dashboard", "/health", 3304),
                    one("infisical", "/api/status", 8080),
                    one("qdrant", "/readyz /healthz", 6333, 6334),
                    one("neo4j", "/db/neo4j", 7474, 7687),
                    one("mongodb", "", 27017),
                    one("minio", "/minio/health/live", 9000, 9001),
                    one("supabase-studio", "/api/platform/profile", 3000),
                    one("supabase-kong", "/health", 8000, 8443),
                    one("supabase-auth", "/health", 9999),
                    one("supabase-rest", "/live", 3000, 3001),
                    one("supabase-realtime", "/api/tenants/realtime-dev/health", 4000),
                    one("supabase-storage", "/status", 5000),
                    one("supabase-imgproxy", "/health", 5001),
                    one("supabase-meta", "/health", 8080),
                    one("supabase-functions", "/_internal/health", 9000),
                    one("supabase-analytics", "/health", 4000),
                    one("supabase-vector", "/health", 9001),
                    one("supabase-supavisor", "/api/health", 4000, 5432, 6543),
                    one("lambda-server", "/health", 8000),
                    one("platform-ui", "/api/health", 3000),
                    one("gitea", "/api/healthz", 3000, 2222),
                    one("pihole", "/admin", 80),
                    one("headscale", "/health", 8080));

    private StandIns() {}

    private static StandIn one(String name, String paths, Integer... ports) {
        return new StandIn(
                name, List.of(ports), paths.isEmpty() ? List.of() : List.of(paths.split(" ")));
    }

    static ImageRecipe recipe() {
        ImageRecipe.Builder recipe =
                ImageRecipe.of("stand-in", Suite.BOOKWORM)
                        .packages("curl", "ca-certificates")
                        .pick("/usr/bin/curl")
                        .file("/usr/local/bin/stand-in", 0755, Resources.text("stand-in.sh"))
                        .file(
                                "/usr/local/bin/stand-in-check",
                                0755,
                                Resources.text("stand-in-check.sh"))
                        .entrypoint("stand-in")
                        .healthEvery(4, "CMD", "stand-in-check");
        CLIENTS.forEach(client -> recipe.link("/usr/local/bin/" + client, "stand-in-check"));
        SortedMap<String, List<String>> tags = new TreeMap<>();
        for (StandIn one : ALL) {
            String page = one.page();
            recipe.file("/srv/" + one.name() + "/index.html", 0644, page);
            one.paths().forEach(path -> recipe.file("/srv/" + one.name() + path, 0644, page));
            tags.put(
                    one.name(), List.of("STAND_IN=" + one.name(), "STAND_IN_PORTS=" + one.words()));
        }
        return recipe.tags(tags).build();
    }
}
