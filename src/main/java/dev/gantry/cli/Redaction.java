package dev.gantry.cli;

import dev.gantry.diag.Problems;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.TextFile;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretSource;
import dev.gantry.fleet.Stack;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that must not be seen in what the program prints: those that a provider of secrets has
 * given, from {@value #SHORTEST} characters on. What stands in the clear in the fleet file or a
 * Compose file is no secret, and is left in: else a user called {@code postgres} would blacken the
 * names of images.
 */
final class Redaction {
    static final int SHORTEST = 6;

    private static final Pattern PIECE = Pattern.compile("[^\\s\"'`:,;()]{" + SHORTEST + ",}");

    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> hidden = new LinkedHashSet<>();
    private volatile List<byte[]> patterns = List.of();

    /** A stream into {@code out} that shows none of the values. */
    PrintStream of(PrintStream out) {
        return new PrintStream(
                new RedactedStream(out, () -> patterns), false, StandardCharsets.UTF_8);
    }

    /** The same source; whatever it gives is hidden in what the session prints. */
    static SecretSource telling(Session session, Fleet fleet, SecretSource source) {
        Clear clear = new Clear(fleet);
        return new SecretSource() {
            @Override
            public void expect(Collection<Stack> stacks) {
                source.expect(stacks);
            }

            @Override
            public SequencedMap<String, Secret> secretsOf(Stack stack, Problems problems) {
                SequencedMap<String, Secret> secrets = source.secretsOf(stack, problems);
                for (Secret secret : secrets.values()) {
                    session.console().redaction().hide(secret.value(), clear);
                }
                return secrets;
            }
        };
    }

    /** Without pieces of the values: a message may quote a part of one, such as the port in it. */
    String message(String text) {
        List<String> values = values();
        return values.isEmpty()
                ? text
                : PIECE.matcher(text).replaceAll(piece -> isPart(piece.group(), values));
    }

    private static String isPart(String piece, List<String> values) {
        return values.stream().anyMatch(one -> one.contains(piece))
                ? RedactedStream.MASK
                : Matcher.quoteReplacement(piece);
    }

    private synchronized List<String> values() {
        return List.copyOf(hidden);
    }

    private synchronized void hide(String value, Clear clear) {
        if (value.length() < SHORTEST || !known.add(value) || clear.has(value)) {
            return;
        }
        forms(value).forEach(hidden::add);
        patterns =
                hidden.stream()
                        .map(one -> one.getBytes(StandardCharsets.UTF_8))
                        .sorted((one, other) -> other.length - one.length)
                        .toList();
    }

    /** As it is, as JSON has it, and its lines. */
    private static List<String> forms(String value) {
        List<String> forms = new ArrayList<>(List.of(value));
        String quoted = JsonWriter.compact(Json.of(value));
        forms.add(quoted.substring(1, quoted.length() - 1));
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(forms::add);
        return forms;
    }

    /** What anybody may read who has the fleet's files. */
    private static final class Clear {
        private static final int LARGEST = 1 << 20;

        private final Fleet fleet;
        private final List<String> texts = new ArrayList<>();
        private boolean read;

        Clear(Fleet fleet) {
            this.fleet = fleet;
        }

        synchronized boolean has(String value) {
            if (!read) {
                read = true;
                files().forEach(this::take);
            }
            return texts.stream().anyMatch(text -> text.contains(value));
        }

        private Set<Path> files() {
            Set<Path> files = new LinkedHashSet<>();
            if (!fleet.file().isEmpty()) {
                files.add(fleet.directory().resolve(fleet.file()));
            }
            for (Stack stack : fleet.stacks().values()) {
                stack.compose().forEach(one -> files.add(fleet.directory().resolve(one.file())));
            }
            return files;
        }

        private void take(Path file) {
            try {
                texts.add(TextFile.read(file, LARGEST));
            } catch (TextFile.UnreadableException toldElsewhere) {
                // The loader says so, with its place.
            }
        }
    }
}
