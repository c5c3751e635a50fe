package dev.gantry.doc;

import dev.gantry.diag.Location;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping from strings to nodes, in the order of writing. */
public record MapNode(SequencedMap<String, Entry> entries, Location location, String tag)
        implements Node {

    /**
     * One entry.
     *
     * @param key where the key stands
     */
    public record Entry(Location key, Node value) {}

    public MapNode {
        entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    public static MapNode empty(Location location) {
        return new MapNode(new LinkedHashMap<>(), location, "");
    }

    /** A mapping like this one with {@code key} set, in its old place when it was there. */
    public MapNode with(String key, Node value) {
        return toBuilder().put(key, value).build();
    }

    public MapNode without(String key) {
        if (!entries.containsKey(key)) {
            return this;
        }
        return toBuilder().remove(key).build();
    }

    public Optional<Node> find(String key) {
        return Optional.ofNullable(get(key));
    }

    /** The value of {@code key}; absent and present are told apart with {@link #has}. */
    public @Nullable Node get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    public Set<String> keys() {
        return entries.keySet();
    }

    public Collection<Entry> values() {
        return entries.values();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Where {@code key} is written, or the mapping itself when it is not there. */
    public Location keyLocation(String key) {
        Entry entry = entries.get(key);
        return entry == null ? location : entry.key();
    }

    public Builder toBuilder() {
        return new Builder(entries, location, tag);
    }

    public static Builder builder(Location location) {
        return builder(location, "");
    }

    public static Builder builder(Location location, String tag) {
        return new Builder(new LinkedHashMap<>(), location, tag);
    }

    @Override
    public String kindInWords() {
        return "a mapping";
    }

    /** Builds a mapping; keys keep the place of their first {@code put}. */
    public static final class Builder {
        private final LinkedHashMap<String, Entry> entries;
        private final Location location;
        private final String tag;

        private Builder(SequencedMap<String, Entry> entries, Location location, String tag) {
            this.entries = new LinkedHashMap<>(entries);
            this.location = location;
            this.tag = tag;
        }

        public Builder put(String key, Node value) {
            Entry old = entries.get(key);
            return put(key, old == null ? value.location() : old.key(), value);
        }

        public Builder put(String key, Location keyLocation, Node value) {
            entries.put(key, new Entry(keyLocation, value));
            return this;
        }

        public Builder remove(String key) {
            entries.remove(key);
            return this;
        }

        public boolean has(String key) {
            return entries.containsKey(key);
        }

        public @Nullable Node get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        public MapNode build() {
            return new MapNode(entries, location, tag);
        }
    }
}
