package dev.gantry.server.web.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The files that pages need: style, scripts, the icon. Each has a hash of itself in its path, so
 * that browsers may keep it for ever.
 */
public final class Assets {
    public static final String ROOT = "/ui/assets/";
    private static final String HTMX =
            "/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js";
    private static final int HASH = 16;

    private final Map<String, Asset> byPath = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();

    private Assets() {}

    /** All of them, in memory. */
    public static Assets load() {
        Assets assets = new Assets();
        assets.add("dashboard.css", "dashboard.css", "text/css; charset=utf-8");
        assets.add("dashboard.js", "dashboard.js", "text/javascript; charset=utf-8");
        assets.add("chat.js", "chat.js", "text/javascript; charset=utf-8");
        assets.add("icon.svg", "icon.svg", "image/svg+xml");
        assets.add("htmx.js", HTMX, "text/javascript; charset=utf-8");
        return assets;
    }

    private void add(String name, String resource, String type) {
        byte[] bytes = read(resource);
        String hash = hash(bytes);
        int dot = name.lastIndexOf('.');
        String path = ROOT + name.substring(0, dot) + "." + hash + name.substring(dot);
        byPath.put(path, new Asset(path, type, "\"" + hash + "\"", bytes));
        paths.put(name, path);
    }

    private static byte[] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in this build");
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, HASH);
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException("every Java has SHA-256", none);
        }
    }

    public Optional<Asset> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /**
     * Where it is.
     *
     * @param name as in {@code chat.js}
     */
    public String path(String name) {
        String path = paths.get(name);
        if (path == null) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return path;
    }
}
