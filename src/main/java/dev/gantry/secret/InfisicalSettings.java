package dev.gantry.secret;

import dev.gantry.compose.Durations;
import dev.gantry.diag.Location;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.fleet.SecretProvider;
import java.net.URI;
import java.time.Duration;

/**
 * What {@code infisical:} of the fleet file says; the reference has the keys.
 *
 * @param server where it is, without {@code /api} and a slash at the end
 */
record InfisicalSettings(SecretProvider provider, URI server) {
    private static final String CLOUD = "https://app.infisical.com";
    private static final String NEVER = "never";

    static InfisicalSettings of(SecretProvider provider, Surroundings surroundings) {
        String url = Fields.of(provider.settings()).text("url");
        for (String name : new String[] {"INFISICAL_DOMAIN", "INFISICAL_API_URL"}) {
            url = url.isEmpty() ? surroundings.variable(name) : url;
        }
        return new InfisicalSettings(provider, server(url.isEmpty() ? CLOUD : url));
    }

    /** Nothing is left of what is no address, and then nobody is asked. */
    private static URI server(String url) {
        String bare = url.strip().replaceFirst("/+$", "").replaceFirst("/api$", "");
        try {
            URI uri = URI.create(bare.contains("://") ? bare : "https://" + bare);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null ? uri : URI.create("");
        } catch (IllegalArgumentException _) {
            return URI.create("");
        }
    }

    private Fields fields() {
        return Fields.of(provider.settings());
    }

    String text(String key) {
        return fields().text(key);
    }

    String project() {
        return text("project");
    }

    String environment() {
        return text("environment");
    }

    boolean allowsEmpty() {
        return fields().flag("allow_empty");
    }

    boolean includesImports() {
        return !fields().has("include_imports") || fields().flag("include_imports");
    }

    boolean required() {
        return !fields().has("required") || fields().flag("required");
    }

    Duration timeout() {
        return fields().has("timeout") ? Durations.parse(text("timeout")) : Duration.ofSeconds(10);
    }

    /** How old the last good answer may be when it is used; zero when none is kept. */
    Duration cache() {
        if (text("cache").equals(NEVER)) {
            return Duration.ZERO;
        }
        return fields().has("cache") ? Durations.parse(text("cache")) : Duration.ofDays(7);
    }

    /** Where a key of it is written, or the whole of it. */
    Location at(String key) {
        return provider.settings() instanceof MapNode map
                ? map.find(key).map(Node::location).orElse(provider.location())
                : provider.location();
    }
}
