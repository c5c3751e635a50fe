package dev.gantry.init;

import java.util.List;

/** Names of env files, and of the examples that people copy them from. */
final class EnvExample {
    private static final List<String> ENDINGS =
            List.of(".example", ".sample", ".template", ".dist", ".tmpl", "-example", ".default");

    private static final List<String> BEGINNINGS = List.of("example", "sample", "template");

    private EnvExample() {}

    /** {@code .env}, {@code .env.global}, {@code app.env}, and examples of them. */
    static boolean isEnvFile(String path) {
        return isTarget(Paths.name(path)) || !target(path).isEmpty();
    }

    private static boolean isTarget(String name) {
        return name.startsWith(".env.") || name.endsWith(".env");
    }

    /** {@code vps/.env} of {@code vps/.env.example}; empty when it is no example. */
    static String target(String path) {
        String folder = Paths.folder(path);
        String name = Paths.name(path);
        for (String beginning : BEGINNINGS) {
            if (name.equals(beginning + ".env")) {
                return Paths.below(folder, ".env");
            }
        }
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                String bare = name.substring(0, name.length() - ending.length());
                String target = bare.equals("env") ? ".env" : bare;
                return isTarget(target) ? Paths.below(folder, target) : "";
            }
        }
        return "";
    }
}
