package dev.gantry.doc;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into nodes. Reads one value, or one object after the other: the engine's
 * progress and events come so. Numbers with a fraction or an exponent are floats, in the text they
 * were written in. The nodes of one value stand at their lines, those of a stream at the whole of
 * it.
 */
public final class JsonReader implements AutoCloseable {
    /** What a file of a person, or a program's answer, never comes near. */
    private static final int DEEPEST = 500;

    private final String source;
    private final com.google.gson.stream.JsonReader parser;
    private final Strictness strictness;

    /** What the parser reads from, where lines are counted. */
    private final @Nullable LineByLine text;

    /** The last place that was asked for: whole answers of programs are one line. */
    private Location last;

    private JsonReader(String source, Reader from, Strictness strictness) {
        this.source = source;
        this.strictness = strictness;
        this.text = from instanceof LineByLine lines ? lines : null;
        this.last = Location.of(source);
        this.parser = new com.google.gson.stream.JsonReader(from);
        parser.setNestingLimit(DEEPEST);
        parser.setStrictness(strictness);
    }

    /**
     * The value that {@code text} is.
     *
     * @throws InputException when it is not JSON
     */
    public static Node read(String source, String text) {
        return read(source, text, Strictness.STRICT);
    }

    /**
     * The same of a program that is known to write JSON: nobody looks for control characters within
     * its texts, which takes a third of the time.
     */
    public static Node answer(String source, String text) {
        return read(source, text, Strictness.LEGACY_STRICT);
    }

    private static Node read(String source, String text, Strictness strictness) {
        try (JsonReader reader = new JsonReader(source, new LineByLine(text), strictness)) {
            return reader.only();
        }
    }

    /** The value that {@code utf8} is; see {@link #read(String, String)}. */
    public static Node read(String source, byte[] utf8) {
        return read(source, new String(utf8, StandardCharsets.UTF_8));
    }

    public static JsonReader of(String source, Reader objects) {
        return new JsonReader(source, objects, Strictness.STRICT);
    }

    /** Reads UTF-8 as it arrives. */
    public static JsonReader of(String source, InputStream objects) {
        return of(source, new InputStreamReader(objects, StandardCharsets.UTF_8));
    }

    /**
     * The next object of a stream; empty at its end. Blocks until a whole one is there.
     *
     * @throws InputException when it is none, or the stream cannot be read
     */
    public Optional<Node> next() {
        try {
            JsonToken token = firstOfNext();
            if (token == JsonToken.END_DOCUMENT) {
                return Optional.empty();
            }
            if (token != JsonToken.BEGIN_OBJECT) {
                throw failure(here(), "this is not JSON: an object was expected");
            }
            return Optional.of(value(token));
        } catch (IOException wrong) {
            throw failure(here(), words(wrong));
        }
    }

    /** To a strict parser, a second value is an error. An empty stream has no value at all. */
    private JsonToken firstOfNext() throws IOException {
        parser.setStrictness(Strictness.LENIENT);
        try {
            return parser.peek();
        } catch (EOFException _) {
            return JsonToken.END_DOCUMENT;
        } finally {
            parser.setStrictness(strictness);
        }
    }

    private Node only() {
        try {
            Node value = value(parser.peek());
            if (firstOfNext() != JsonToken.END_DOCUMENT) {
                throw failure(here(), "something follows the JSON value");
            }
            return value;
        } catch (IOException wrong) {
            throw failure(here(), words(wrong));
        }
    }

    /**
     * The parser's own advice is for programmers. A stream that is closed from the other side may
     * break without a word.
     */
    private static String words(IOException wrong) {
        String words = wrong.getMessage() == null ? "the stream broke off" : wrong.getMessage();
        if (wrong instanceof EOFException) {
            return "the JSON value ends early";
        }
        if (!(wrong instanceof MalformedJsonException)) {
            return words;
        }
        int place = words.indexOf(" at line ");
        return words.startsWith("Use JsonReader")
                ? "this is not JSON"
                : "this is not JSON: " + (place < 0 ? words : words.substring(0, place));
    }

    private static InputException failure(Location location, String message) {
        return new InputException(List.of(Problem.error(location, message)));
    }

    private Node value(JsonToken token) throws IOException {
        Location location = here();
        return switch (token) {
            case BEGIN_OBJECT -> object(location);
            case BEGIN_ARRAY -> array(location);
            case STRING -> ScalarNode.string(parser.nextString(), location);
            case NUMBER -> number(parser.nextString(), location);
            case BOOLEAN -> ScalarNode.bool(parser.nextBoolean(), location);
            case NULL -> {
                parser.nextNull();
                yield ScalarNode.nil(location);
            }
            case END_OBJECT, END_ARRAY, NAME, END_DOCUMENT ->
                    throw failure(location, "a value was expected");
        };
    }

    private MapNode object(Location location) throws IOException {
        SequencedMap<String, MapNode.Entry> entries = new LinkedHashMap<>();
        parser.beginObject();
        while (parser.peek() == JsonToken.NAME) {
            Location place = here();
            String key = parser.nextName();
            entries.put(key, new MapNode.Entry(place, value(parser.peek())));
        }
        parser.endObject();
        return MapNode.of(entries, location);
    }

    private ListNode array(Location location) throws IOException {
        List<Node> items = new ArrayList<>();
        parser.beginArray();
        for (JsonToken next = parser.peek(); next != JsonToken.END_ARRAY; next = parser.peek()) {
            items.add(value(next));
        }
        parser.endArray();
        return ListNode.of(items, location);
    }

    private static ScalarNode number(String text, Location location) {
        boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        ScalarNode.Kind kind = whole ? ScalarNode.Kind.INTEGER : ScalarNode.Kind.FLOAT;
        return new ScalarNode(kind, text, location, "");
    }

    private Location here() {
        if (text != null && text.line() != last.line()) {
            last = new Location(source, text.line(), 0);
        }
        return last;
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException _) {
            // Nothing more was wanted of it.
        }
    }

    /** Hands out a text line by line, so that it is known in which the parser is. */
    private static final class LineByLine extends StringReader {
        private final String text;
        private int at;
        private int line;

        LineByLine(String text) {
            super(text);
            this.text = text;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            if (at == text.length()) {
                return -1;
            }
            if (at == 0 || text.charAt(at - 1) == '\n') {
                line++;
            }
            int most = Math.min(text.length(), at + length);
            int newline = text.indexOf('\n', at, most);
            int end = newline < 0 ? most : newline + 1;
            text.getChars(at, end, buffer, offset);
            int count = end - at;
            at = end;
            return count;
        }

        int line() {
            return line;
        }
    }
}
