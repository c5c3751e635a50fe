package dev.gantry.doc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.StringReader;
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
    void tellsOfAStreamThatEndsBeforeItsFirstByte() {
        InputStream closed = new PipedInputStream();
        assertThatThrownBy(() -> JsonReader.of("the events", closed))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not connected");
    }

    @Test
    void tellsOfAStreamThatBreaksOffWithoutAWord() {
        InputStream broken =
                new InputStream() {
                    private int read;

                    @Override
                    public int read() throws IOException {
                        byte[] one = new byte[1];
                        return read(one, 0, 1) < 0 ? -1 : one[0];
                    }

                    @Override
                    public int read(byte[] to, int offset, int length) throws IOException {
                        if (read++ > 0) {
                            throw new EOFException();
                        }
                        to[offset] = '{';
                        return 1;
                    }
                };
        assertThatThrownBy(() -> JsonReader.of("the events", broken).next())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the events");
    }

    @Test
    void knowsWhereEveryValueStands() {
        Node node = JsonReader.read("f.json", "{\n  \"a\": \"x\"\n}");
        assertThat(node).isInstanceOf(MapNode.class);
        assertThat(((MapNode) node).keyLocation("a")).hasToString("f.json:2:3");
        assertThat(((MapNode) node).find("a").orElseThrow().location()).hasToString("f.json:2:8");
    }
}
