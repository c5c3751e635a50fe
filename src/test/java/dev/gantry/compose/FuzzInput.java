package dev.gantry.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a fuzzer makes up, as files: the form of the golden cases. A line {@code --- NAME} begins a
 * file; what stands before the first such line is {@code compose.yaml}, unless it is a comment.
 * Bytes are kept as they are, UTF-8 or not.
 *
 * @param sections the contents by name; each character is one byte
 */
record FuzzInput(SequencedMap<String, String> sections) {
    private static final int MOST_FILES = 12;
    private static final Set<String> NO_FILES = Set.of("args", "env", "expected");
    private static final String SECTION = "--- ";

    static FuzzInput parse(byte[] bytes) {
        SequencedMap<String, StringBuilder> sections = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String line : text.split("(?<=\n)")) {
            String name = line.startsWith(SECTION) ? line.substring(SECTION.length()).strip() : "";
            if (isFile(name) && sections.size() < MOST_FILES) {
                current = sections.computeIfAbsent(name, _ -> new StringBuilder());
            } else if (sections.isEmpty() && !line.startsWith("#")) {
                current = sections.computeIfAbsent("compose.yaml", _ -> new StringBuilder());
                current.append(line);
            } else {
                current.append(line);
            }
        }
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        sections.forEach((name, body) -> texts.put(name, body.toString()));
        return new FuzzInput(texts);
    }

    /** A relative path without {@code ..} that is no longer than it has to be. */
    private static boolean isFile(String name) {
        return name.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,3}")
                && name.length() < 60
                && Arrays.stream(name.split("/")).noneMatch(part -> part.matches("\\.+"));
    }

    /** The words of the section {@code args}. */
    List<String> arguments() {
        String args = sections.getOrDefault("args", "").strip();
        return args.isEmpty() ? List.of() : List.of(args.split("\\s+"));
    }

    /** The variables of the section {@code env}, one {@code NAME=value} a line. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/user"));
        for (String line : utf8(sections.getOrDefault("env", "")).split("\n")) {
            int cut = line.indexOf('=');
            if (cut > 0) {
                environment.put(line.substring(0, cut), line.substring(cut + 1));
            }
        }
        return environment;
    }

    /** The text of one section, empty when there is none. */
    String text(String name) {
        return utf8(sections.getOrDefault(name, ""));
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Makes the files in {@code directory}; a name that is a directory already is left out. */
    void writeTo(Path directory) {
        sections.forEach((name, body) -> {
            if (NO_FILES.contains(name)) {
                return;
            }
            Path file = directory.resolve(name);
            try {
                Files.createDirectories(directory.resolve(PathText.parent(name)));
                Files.write(file, body.getBytes(StandardCharsets.ISO_8859_1));
            } catch (FileSystemException _) {
                // One name is a file and the folder of another: the first stays.
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }
}
