package dev.gantry.doc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void writesWhatItReadByteForByte() {
        String text = "{\"b\":[1,-2.5e3,true,null,\"\"],\"a\":{\"deep\":{}},\"empty\":[]}";
        assertThat(JsonWriter.compact(JsonReader.read("test", text))).isEqualTo(text);
    }

    @Test
    void escapesAsGoDoes() {
        assertThat(JsonWriter.compact(Json.of("<a & b>\u2028\t\"\\\u0001é")))
                .isEqualTo("\"\\u003ca \\u0026 b\\u003e\\u2028\\t\\\"\\\\\\u0001é\"");
    }

    @Test
    void indentsByTwo() {
        assertThat(JsonWriter.pretty(JsonReader.read("test", "{\"a\":[1],\"b\":{}}")))
                .isEqualTo("{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}");
    }

    @Test
    void readsOneValueAfterTheOther() {
        try (JsonReader reader =
                JsonReader.of("stream", new StringReader("{\"n\":1}\n{\"n\":2}"))) {
            assertThat(reader.next().map(JsonWriter::compact)).contains("{\"n\":1}");
            assertThat(reader.next().map(JsonWriter::compact)).contains("{\"n\":2}");
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void tellsWhereBrokenJsonBreaks() {
        assertThatThrownBy(() -> JsonReader.read("answer", "{\"a\":\n  oops}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("answer:2:");
    }

    @Test
    void refusesWhatIsNotOneValue() {
        for (String text : List.of("", "{} {}", "{\"a\":1", "[1,]", "{a:1}", "'a'", "NaN", "01")) {
            assertThatThrownBy(() -> JsonReader.read("answer", text))
                    .as(text)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("answer:");
        }
    }

    @Test
    void refusesWhatFollows() {
        assertThatThrownBy(() -> JsonReader.read("answer", "{}\n{}"))
                .hasMessageContaining("answer:2: ")
                .hasMessageContaining("something follows");
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThatThrownBy(() -> JsonReader.read("answer", "[".repeat(100_000)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Nesting limit");
    }

    @Test
    void keepsTheTextOfNumbers() {
        String text = "[0,-0,1e5,1.50,123456789012345678901234567890,-9223372036854775808]";
        assertThat(JsonWriter.compact(JsonReader.read("test", text))).isEqualTo(text);
    }

    @Test
    void readsObjectsThatNothingParts() {
        try (JsonReader reader = JsonReader.of("stream", new StringReader("{\"n\":1}{}\r\n\r\n"))) {
            assertThat(reader.next().map(JsonWriter::compact)).contains("{\"n\":1}");
            assertThat(reader.next().map(JsonWriter::compact)).contains("{}");
            assertThat(reader.next()).isEmpty();
        }
        assertThat(JsonReader.of("stream", new StringReader("")).next()).isEmpty();
    }

    @Test
    void refusesAStreamOfSomethingElse() {
        for (String text : List.of("1", "oops", "{]", "{'a':1}", "{\"a\":")) {
            assertThatThrownBy(() -> JsonReader.of("stream", new StringReader(text)).next())
                    .as(text)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("stream");
        }
    }

    @Test
    void tellsOfAStreamThatEndsBeforeItsFirstByte() {
        InputStream closed = new PipedInputStream();
        assertThatThrownBy(() -> JsonReader.of("the events", closed).next())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not connected");
    }

    @Test
    void tellsOfAStreamThatBreaksWithoutAWord() {
        InputStream broken = Channels.newInputStream(new Broken());
        assertThatThrownBy(() -> JsonReader.of("the events", broken).next())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("broke off");
    }

    /** Closed by another thread, as channels say it: without words. */
    private static final class Broken implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer into) throws IOException {
            throw new AsynchronousCloseException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void knowsWhereEveryValueStands() {
        Node node = JsonReader.read("f.json", "{\n  \"a\": \"x\"\n}");
        assertThat(node).isInstanceOf(MapNode.class);
        assertThat(((MapNode) node).keyLocation("a")).hasToString("f.json:2");
        assertThat(((MapNode) node).find("a").orElseThrow().location()).hasToString("f.json:2");
    }
}
