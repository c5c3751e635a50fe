package dev.gantry.doc;

import dev.gantry.diag.Location;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping from strings to nodes, in the order of writing. A value like a record, but made without
 * copying: phases make many, and most of them differ little from what they are made from.
 */
public final class MapNode implements Node {
    /** Never written to once it stands here. */
    private final SequencedMap<String, Entry> entries;

    private final Location location;
    private final String tag;

    private MapNode(SequencedMap<String, Entry> entries, Location location, String tag) {
        this.entries = entries;
        this.location = location;
        this.tag = tag;
    }

    /**
     * One entry.
     *
     * @param key where the key stands
     */
    public record Entry(Location key, Node value) {}

    public SequencedMap<String, Entry> entries() {
        return Collections.unmodifiableSequencedMap(entries);
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public String tag() {
        return tag;
    }

    public static MapNode empty(Location location) {
        return new MapNode(new LinkedHashMap<>(), location, "");
    }

    /** The mapping of these entries, which nobody writes to any more. */
    static MapNode of(SequencedMap<String, Entry> entries, Location location) {
        return new MapNode(entries, location, "");
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
        return Collections.unmodifiableSet(entries.keySet());
    }

    public Collection<Entry> values() {
        return Collections.unmodifiableCollection(entries.values());
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
        return new Builder(this);
    }

    public static Builder builder(Location location) {
        return builder(location, "");
    }

    public static Builder builder(Location location, String tag) {
        return new Builder(new MapNode(new LinkedHashMap<>(), location, tag));
    }

    @Override
    public String kindInWords() {
        return "a mapping";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof MapNode that
                        && entries.equals(that.entries)
                        && location.equals(that.location)
                        && tag.equals(that.tag));
    }

    @Override
    public int hashCode() {
        return Objects.hash(entries, location, tag);
    }

    @Override
    public String toString() {
        return "MapNode[entries=" + entries + ", location=" + location + ", tag=" + tag + "]";
    }

    /**
     * Builds a mapping; keys keep the place of their first {@code put}. What changes nothing copies
     * nothing.
     */
    public static final class Builder {
        /** What is built while nothing has changed since. */
        private MapNode built;

        private SequencedMap<String, Entry> entries;
        private boolean changed;

        private Builder(MapNode origin) {
            this.built = origin;
            this.entries = origin.entries;
        }

        public Builder put(String key, Node value) {
            Entry old = entries.get(key);
            return put(key, old == null ? value.location() : old.key(), value);
        }

        public Builder put(String key, Location keyLocation, Node value) {
            Entry old = entries.get(key);
            if (old == null || old.value() != value || !old.key().equals(keyLocation)) {
                own().put(key, new Entry(keyLocation, value));
            }
            return this;
        }

        public Builder remove(String key) {
            if (entries.containsKey(key)) {
                own().remove(key);
            }
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
            if (changed) {
                built = new MapNode(entries, built.location, built.tag);
                changed = false;
            }
            return built;
        }

        private SequencedMap<String, Entry> own() {
            if (!changed) {
                entries = new LinkedHashMap<>(entries);
                changed = true;
            }
            return entries;
        }
    }
}
