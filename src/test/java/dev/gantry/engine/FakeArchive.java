package dev.gantry.engine;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads from a {@code docker save} archive what a {@link FakeEngine} needs. */
final class FakeArchive {
    private static final int BLOCK = 512;

    private FakeArchive() {}

    /** The references in {@code manifest.json}; none when the archive holds no manifest. */
    static List<String> references(InputStream archive) throws IOException {
        List<String> references = new ArrayList<>();
        byte[] header = archive.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            int size = Integer.parseInt(text(header, 124, 11).strip(), 8);
            byte[] content = archive.readNBytes(size);
            archive.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            if (text(header, 0, 100).equals("manifest.json")) {
                for (Fields image : Fields.listOf(JsonReader.read("manifest.json", content))) {
                    references.addAll(image.texts("RepoTags"));
                }
            }
            header = archive.readNBytes(BLOCK);
        }
        return references;
    }

    private static String text(byte[] header, int from, int length) {
        String text = new String(header, from, length, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
