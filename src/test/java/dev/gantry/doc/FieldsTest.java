package dev.gantry.doc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static Fields fields(String json) {
        return Fields.of(JsonReader.read("test", json));
    }

    @Test
    void whatIsThereIsReadByItsType() {
        Fields fields =
                fields(
                        """
                        {"text": "a", "number": 9007199254740993, "quoted": "7", "mode": "0440",
                         "flag": true, "texts": ["a", 1], "maps": [{"x": "y"}], "map": {"k": "v"}}
                        """);
        assertThat(fields.has("text")).isTrue();
        assertThat(fields.text("text")).isEqualTo("a");
        assertThat(fields.text("number")).isEqualTo("9007199254740993");
        assertThat(fields.number("number")).isEqualTo(9007199254740993L);
        assertThat(fields.integer("quoted", 1)).isEqualTo(7);
        assertThat(fields.mode("mode", 0)).isEqualTo(0440);
        assertThat(fields.flag("flag")).isTrue();
        assertThat(fields.texts("texts")).containsExactly("a", "1");
        assertThat(fields.maps("maps").getFirst().text("x")).isEqualTo("y");
        assertThat(fields.map("map").text("k")).isEqualTo("v");
        assertThat(fields.pairs("map")).containsExactly(Map.entry("k", "v"));
    }

    @Test
    void whatIsAbsentNullOrOfAnotherTypeIsEmpty() {
        for (String json : new String[] {"{}", "{\"k\": null}", "{\"k\": [null]}", "[]", "7"}) {
            Fields fields = fields(json);
            assertThat(fields.text("k")).as(json).isEmpty();
            assertThat(fields.flag("k")).isFalse();
            assertThat(fields.number("k")).isZero();
            assertThat(fields.integer("k", 5)).isEqualTo(5);
            assertThat(fields.mode("k", 0644)).isEqualTo(0644);
            assertThat(fields.texts("k")).isEmpty();
            assertThat(fields.map("k").node().isEmpty()).isTrue();
            assertThat(fields.pairs("k")).isEmpty();
        }
        assertThat(fields("{\"k\": null}").has("k")).isFalse();
        assertThat(fields("{\"k\": \"x\"}").maps("k")).isEmpty();
        assertThat(fields("{\"k\": \"x\"}").number("k")).isZero();
        assertThat(fields("{\"k\": 99999999999}").integer("k", 3)).isEqualTo(3);
        assertThat(fields("{\"k\": 99999999999999999999}").number("k")).isZero();
    }

    @Test
    void entriesKeepTheirOrder() {
        Fields fields = fields("{\"b\": {\"x\": 1}, \"a\": {\"x\": 2}, \"c\": null}");
        assertThat(fields.entries().keySet()).containsExactly("b", "a", "c");
        assertThat(fields.entries().sequencedValues().getFirst().number("x")).isEqualTo(1);
        Fields pairs = fields("{\"p\": {\"b\": \"1\", \"n\": null, \"a\": \"2\"}}");
        assertThat(pairs.pairs("p").toString()).isEqualTo("{b=1, a=2}");
    }
}
