package dev.gantry.doc;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML into positioned nodes. Scalars mean what they mean to Docker Compose; aliases are
 * followed; keys that are no strings, or appear twice, are problems. Guarded against documents made
 * to exhaust memory: depth, and the number of nodes after all aliases are followed, are bounded.
 */
public final class YamlReader {
    private static final String YAML_TAG = "tag:yaml.org,2002:";
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NODES = 500_000;

    /** As many values as a mapping without entries is worth by the memory it takes. */
    private static final int MAPPING = 3;

    private static final int MAX_TEXT = 16 << 20;
    private static final int MAX_KEY = 1024;

    /**
     * The scanner copies what it has of a token whenever it reads on: long tokens need long steps.
     */
    private static final int LARGE_BUFFER = 1 << 18;

    private static final int SMALL_BUFFER = 1024;

    private final String source;
    private final ParserImpl parser;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final boolean endsInLineBreak;
    private final int length;
    private int nodes;
    private long characters;
    private int deepest;

    /**
     * A value that aliases may stand for.
     *
     * @param size how many nodes it has, aliases followed
     * @param length how many characters these have
     * @param height how many levels hang below it, aliases followed
     */
    private record Anchored(Node node, int size, long length, int height) {}

    private YamlReader(String source, String text) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(source)
                        .setUseMarks(true)
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .setBufferSize(Math.clamp(text.length(), SMALL_BUFFER, LARGE_BUFFER))
                        .build();
        this.source = source;
        this.endsInLineBreak = text.endsWith("\n");
        this.length = text.codePointCount(0, text.length());
        this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    }

    /**
     * The one document of {@code text}, with merge keys applied; nothing for an empty text.
     *
     * @param source what messages call the text: a path
     * @throws InputException when the text is not YAML, or holds several documents
     */
    public static Optional<Node> read(String source, String text) {
        List<Node> documents = new ArrayList<>(documents(source, text));
        documents.removeIf(document -> document instanceof ScalarNode one && one.isNull());
        if (documents.size() > 1) {
            throw failure(
                    documents.get(1).location(), "a second document", "keep one document per file");
        }
        return documents.stream().findFirst().map(MergeKeys::apply);
    }

    /**
     * Every document of {@code text}; one that says nothing is null. Merge keys ({@code <<}) still
     * stand where they are written; {@link MergeKeys} applies them.
     */
    public static List<Node> documents(String source, String text) {
        YamlReader reader =
                new YamlReader(source, text.startsWith("\uFEFF") ? text.substring(1) : text);
        try {
            return reader.stream();
        } catch (MarkedYamlEngineException e) {
            throw failure(reader.location(e.getProblemMark()), e.getProblem(), YamlAdvice.of(e));
        } catch (YamlVersionException e) {
            String version = e.getSpecVersion().getMajor() + "." + e.getSpecVersion().getMinor();
            String message = "the document is written in YAML " + version + ", which is not known";
            throw failure(Location.of(source), message, "");
        } catch (ReaderException e) {
            String message =
                    "the character U+%04X cannot stand in YAML".formatted(e.getCodePoint());
            throw failure(place(source, text, e.getPosition()), message, "take it out");
        } catch (YamlEngineException e) {
            throw failure(Location.of(source), String.valueOf(e.getMessage()), "");
        }
    }

    private List<Node> stream() {
        List<Node> documents = new ArrayList<>();
        while (parser.hasNext()) {
            Event event = parser.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                known(((DocumentStartEvent) event).getSpecVersion(), event);
                documents.add(node(parser.next(), 0));
            }
        }
        return documents;
    }

    /** Docker Compose's YAML library takes no other version by name. */
    private void known(Optional<SpecVersion> version, Event event) {
        if (version.isPresent() && version.get().getMinor() != 1) {
            throw failure(
                    location(event.getStartMark()),
                    "the document asks for YAML 1." + version.get().getMinor() + ", not for 1.1",
                    "take the line that begins with %YAML out");
        }
    }

    private Node node(Event event, int depth) {
        Location location = location(event.getStartMark());
        reach(depth, location);
        if (event instanceof AliasEvent alias) {
            return aliased(alias, depth, location);
        }
        int before = nodes;
        long charactersBefore = characters;
        int deepestBefore = deepest;
        deepest = depth;
        int values = event instanceof MappingStartEvent ? MAPPING : 1;
        count(values, event instanceof ScalarEvent text ? text.getValue().length() : 0, location);
        Node node =
                switch (event.getEventId()) {
                    case Scalar -> scalar((ScalarEvent) event, location);
                    case SequenceStart -> list((SequenceStartEvent) event, location, depth);
                    case MappingStart -> map((MappingStartEvent) event, location, depth);
                    default -> throw failure(location, "a value was expected", "");
                };
        if (event instanceof NodeEvent named && named.getAnchor().isPresent()) {
            Anchored anchored =
                    new Anchored(
                            node, nodes - before, characters - charactersBefore, deepest - depth);
            anchors.put(named.getAnchor().get(), anchored);
        }
        deepest = Math.max(deepest, deepestBefore);
        return node;
    }

    private Node aliased(AliasEvent alias, int depth, Location location) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            String name = alias.getAlias().getValue();
            throw failure(
                    location,
                    "unknown anchor '" + name + "' referenced",
                    "write &" + name + " on an earlier value, outside of this one");
        }
        count(anchored.size(), anchored.length(), location);
        reach(depth + anchored.height(), location);
        return anchored.node();
    }

    private void reach(int depth, Location location) {
        if (depth > MAX_DEPTH) {
            throw failure(location, "nested too deeply", "at most " + MAX_DEPTH + " levels");
        }
        deepest = Math.max(deepest, depth);
    }

    private void count(int more, long length, Location location) {
        nodes += more;
        characters += length;
        if (nodes > MAX_NODES || characters > MAX_TEXT) {
            throw failure(
                    location,
                    "the document contains excessive aliasing or is too large",
                    nodes > MAX_NODES
                            ? "at most " + MAX_NODES + " values once all aliases are followed"
                            : "at most " + MAX_TEXT + " characters once all aliases are followed");
        }
    }

    private ScalarNode scalar(ScalarEvent event, Location location) {
        String tag = event.getTag().orElse("");
        String text = event.getValue();
        if (event.isDQuoted() && hasLoneSurrogate(text)) {
            throw failure(location, "invalid Unicode character escape code", "take it out");
        }
        if (tag.startsWith(YAML_TAG)) {
            return YamlTypes.scalar(tag.substring(YAML_TAG.length()), text, location);
        }
        if (!event.isPlain()) {
            String exact = isCutShort(event) ? text.substring(0, text.length() - 1) : text;
            return new ScalarNode(ScalarNode.Kind.STRING, exact, location, ownTag(tag));
        }
        return ScalarResolver.plain(text, location, ownTag(tag));
    }

    /** A block that the end of the text cuts off has no last line break; the parser adds one. */
    private boolean isCutShort(ScalarEvent event) {
        boolean block = event.isLiteral() || event.isFolded();
        return block
                && !endsInLineBreak
                && event.getValue().endsWith("\n")
                && event.getEndMark().map(Mark::getIndex).orElse(0) >= length;
    }

    private ListNode list(SequenceStartEvent start, Location location, int depth) {
        List<Node> items = new ArrayList<>();
        Event event = parser.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth + 1));
            event = parser.next();
        }
        return new ListNode(items, location, ownTag(start.getTag().orElse("")));
    }

    private MapNode map(MappingStartEvent start, Location location, int depth) {
        MapNode.Builder entries = MapNode.builder(location, ownTag(start.getTag().orElse("")));
        Event event = parser.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Node key = node(event, depth + 1);
            String name = name(key);
            if (name.equals("<<") && event instanceof ScalarEvent one && !one.isPlain()) {
                throw failure(key.location(), "a quoted << merges nothing", "take the quotes off");
            }
            if (entries.has(name)) {
                throw failure(
                        key.location(),
                        "mapping key \"" + name + "\" already defined",
                        "keep one of the two");
            }
            entries.put(name, key.location(), node(parser.next(), depth + 1));
            event = parser.next();
        }
        return entries.build();
    }

    private static String name(Node key) {
        if (key instanceof ScalarNode scalar
                && scalar.isString()
                && !scalar.tag().equals(ScalarResolver.TIMESTAMP)) {
            if (scalar.text().length() > MAX_KEY) {
                String limit = "a key has at most " + MAX_KEY + " characters";
                throw failure(key.location(), "the key is too long", limit);
            }
            return scalar.text();
        }
        String written = key instanceof ScalarNode scalar ? scalar.text() : key.kindInWords();
        throw failure(key.location(), "non-string key: " + written, "put it in quotes");
    }

    /** Only an escape can write one: the text itself is read as UTF-8. */
    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return true;
            }
        }
        return false;
    }

    /** Only the tags that are the reader's concern stay on a node; YAML's own are used up here. */
    private static String ownTag(String tag) {
        return tag.startsWith("tag:yaml.org,") || tag.equals("!") ? "" : tag;
    }

    private Location location(@Nullable Mark mark) {
        return mark == null
                ? Location.of(source)
                : new Location(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Where the code point with this index stands. */
    private static Location place(String source, String text, int index) {
        int line = 1;
        int column = 1;
        int at = 0;
        for (int passed = 0; passed < index && at < text.length(); passed++) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            line += codePoint == '\n' ? 1 : 0;
            column = codePoint == '\n' ? 1 : column + 1;
        }
        return new Location(source, line, column);
    }

    private Location location(Optional<Mark> mark) {
        return location(mark.orElse(null));
    }

    private static InputException failure(Location location, String message, String hint) {
        return new InputException(List.of(Problem.error(location, message, hint)));
    }
}
