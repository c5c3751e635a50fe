package dev.gantry.apply.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A platform as the engine is told of it: {@code os/architecture[/variant]}, in the names that
 * images carry. Files may say {@code x86_64} or {@code arm64} alone.
 */
final class PlatformText {
    private static final Map<String, String> ARCHITECTURES =
            Map.of(
                    "x86_64", "amd64",
                    "x86-64", "amd64",
                    "aarch64", "arm64",
                    "armhf", "arm",
                    "armel", "arm/v6",
                    "i386", "386");

    private static final List<String> SYSTEMS =
            List.of("linux", "windows", "darwin", "freebsd", "netbsd", "openbsd", "solaris");

    private PlatformText() {}

    /**
     * @param written from the file; may be empty
     * @param architecture the engine's, for a system that is named alone
     */
    static String of(String written, String architecture) {
        if (written.isEmpty()) {
            return "";
        }
        List<String> parts = List.of(written.toLowerCase(Locale.ROOT).split("/"));
        String system = system(parts.getFirst());
        return switch (parts.size()) {
            case 1 ->
                    SYSTEMS.contains(system)
                            ? system + "/" + architecture
                            : "linux/" + architecture(system);
            case 2 -> system + "/" + architecture(parts.get(1));
            default -> system + "/" + architecture(parts.get(1)) + variant(parts);
        };
    }

    /** {@code windows(10.0.17763)}: the version of the system is not the engine's to choose. */
    private static String system(String written) {
        int version = written.indexOf('(');
        String name = version < 0 ? written : written.substring(0, version);
        return name.equals("macos") ? "darwin" : name;
    }

    private static String architecture(String written) {
        return ARCHITECTURES.getOrDefault(written, written);
    }

    private static String variant(List<String> parts) {
        String written = parts.get(2);
        String variant = Character.isDigit(written.charAt(0)) ? "v" + written : written;
        boolean plain = architecture(parts.get(1)).equals("amd64") && variant.equals("v1");
        return plain ? "" : "/" + variant;
    }
}
