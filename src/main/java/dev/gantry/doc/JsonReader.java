package dev.gantry.doc;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON (RFC 8259) into nodes. Reads one value or a stream of values: the engine's progress
 * and events come as one value after the other. Numbers with a fraction or an exponent are floats,
 * in the text they were written in.
 */
public final class JsonReader implements AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String source;
    private final JsonParser parser;

    private JsonReader(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * The value that {@code text} is.
     *
     * @throws InputException when it is not JSON
     */
    public static Node read(String source, String text) {
        try (JsonReader reader = of(source, new StringReader(text))) {
            return reader.next().orElseThrow(() -> failure(Location.of(source), "no JSON value"));
        }
    }

    public static JsonReader of(String source, Reader text) {
        return new JsonReader(source, FACTORY.createParser(ObjectReadContext.empty(), text));
    }

    /**
     * Reads UTF-8 as it arrives. Blocks until the first bytes are there, which tell the encoding.
     *
     * @throws InputException when these cannot be read
     */
    public static JsonReader of(String source, InputStream bytes) {
        try {
            return new JsonReader(source, FACTORY.createParser(ObjectReadContext.empty(), bytes));
        } catch (JacksonException wrong) {
            throw failure(Location.of(source), words(wrong));
        }
    }

    /**
     * The next value of a stream of values; empty at its end. Blocks until a whole value is there.
     */
    public Optional<Node> next() {
        try {
            return parser.nextToken() == null ? Optional.empty() : Optional.of(value());
        } catch (JacksonException wrong) {
            throw failure(located(wrong.getLocation()), words(wrong));
        }
    }

    private Node value() {
        Location location = location();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(location);
            case START_ARRAY -> array(location);
            case VALUE_STRING -> ScalarNode.string(parser.getString(), location);
            case VALUE_NUMBER_INT ->
                    new ScalarNode(ScalarNode.Kind.INTEGER, parser.getString(), location, "");
            case VALUE_NUMBER_FLOAT ->
                    new ScalarNode(ScalarNode.Kind.FLOAT, parser.getString(), location, "");
            case VALUE_TRUE -> ScalarNode.bool(true, location);
            case VALUE_FALSE -> ScalarNode.bool(false, location);
            case VALUE_NULL -> ScalarNode.nil(location);
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw failure(location, "a value was expected");
        };
    }

    private MapNode object(Location location) {
        MapNode.Builder entries = MapNode.builder(location);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            Location keyLocation = location();
            parser.nextToken();
            entries.put(key, keyLocation, value());
        }
        return entries.build();
    }

    private ListNode array(Location location) {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return ListNode.of(items, location);
    }

    private Location location() {
        return located(parser.currentTokenLocation());
    }

    private Location located(TokenStreamLocation at) {
        return new Location(source, Math.max(at.getLineNr(), 0), Math.max(at.getColumnNr(), 0));
    }

    /** A stream that breaks off may do so without a word. */
    private static String words(JacksonException wrong) {
        return Optional.ofNullable(wrong.getOriginalMessage()).orElse("it cannot be read");
    }

    private static InputException failure(Location location, String message) {
        return new InputException(List.of(Problem.error(location, message)));
    }

    @Override
    public void close() {
        parser.close();
    }

    /** The value that {@code utf8} is; see {@link #read(String, String)}. */
    public static Node read(String source, byte[] utf8) {
        return read(source, new String(utf8, StandardCharsets.UTF_8));
    }
}
