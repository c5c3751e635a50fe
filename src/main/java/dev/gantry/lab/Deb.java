package dev.gantry.lab;

import java.nio.file.Path;

/**
 * One downloaded Debian package.
 *
 * @param name of the package, such as {@code libc6}
 */
record Deb(String name, Path file) {

    /** Name, version and architecture: what tells two builds apart. */
    String identity() {
        return file.getFileName().toString();
    }
}
