package dev.gantry.cli;

import dev.gantry.cli.show.ProblemText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lines of the files that problems stand in.
 *
 * @param directory where relative paths start
 */
record SourceLines(Path directory) implements ProblemText.Lines {
    private static final long LARGEST = 1 << 20;
    private static final int LONGEST = 500;

    @Override
    public Optional<String> line(String source, int number) {
        try {
            Path file = directory.resolve(source);
            boolean readable = Files.isRegularFile(file) && Files.size(file) <= LARGEST;
            return readable
                    ? read(file, number).filter(line -> line.length() <= LONGEST)
                    : Optional.empty();
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String shown(String source) {
        String below = directory + "/";
        return source.startsWith(below) ? source.substring(below.length()) : source;
    }

    private static Optional<String> read(Path file, int number) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (int skipped = 1; skipped < number; skipped++) {
                lines.readLine();
            }
            return Optional.ofNullable(lines.readLine());
        }
    }
}
