package dev.gantry.lab;

import dev.gantry.engine.TarWriter;
import java.nio.file.Path;

/** What stands at one path of an image's layer. */
sealed interface LayerEntry {

    /** A file, link or folder of an unpacked package, with its own mode and owner. */
    record Unpacked(Path source) implements LayerEntry {}

    /** A file of ours. */
    record Text(String content, int mode) implements LayerEntry {}

    record Link(String target) implements LayerEntry {}

    record Folder(TarWriter.Owner owner) implements LayerEntry {}
}
