package dev.gantry.doc;

import dev.gantry.diag.Location;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Builds JSON trees in code: requests to an engine, plans and events for other programs. */
public final class Json {
    private static final Location HERE = Location.of("<built>");

    private Json() {}

    public static MapNode.Builder object() {
        return MapNode.builder(HERE);
    }

    public static ListNode array(List<? extends Node> items) {
        return ListNode.of(items, HERE);
    }

    public static ListNode strings(Iterable<String> items) {
        return array(StreamSupport.stream(items.spliterator(), false).map(Json::of).toList());
    }

    public static MapNode strings(Map<String, String> entries) {
        MapNode.Builder builder = object();
        entries.forEach((key, value) -> builder.put(key, of(value)));
        return builder.build();
    }

    /** A string, or JSON's null. */
    public static ScalarNode of(@Nullable String value) {
        return value == null ? nil() : ScalarNode.string(value, HERE);
    }

    public static ScalarNode of(long value) {
        return ScalarNode.integer(value, HERE);
    }

    /** A number, a whole one without a fraction. */
    public static ScalarNode of(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? of((long) value)
                : new ScalarNode(ScalarNode.Kind.FLOAT, Double.toString(value), HERE, "");
    }

    public static ScalarNode of(boolean value) {
        return ScalarNode.bool(value, HERE);
    }

    public static ScalarNode nil() {
        return ScalarNode.nil(HERE);
    }
}
