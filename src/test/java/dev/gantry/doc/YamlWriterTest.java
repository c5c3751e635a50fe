package dev.gantry.doc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlWriterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain text | plain text",
                "true | \"true\"",
                "1e5 | \"1e5\"",
                "2020-01-01 | \"2020-01-01\"",
                "12:30:45 | \"12:30:45\"",
                "1:99 | 1:99",
                "n | \"n\"",
                "x: y | 'x: y'",
                "it's: | 'it''s:'",
                "- x | '- x'",
                "-x | -x",
                "a #b | 'a #b'",
                "a#b | a#b",
                "*x | '*x'",
                "{a} | '{a}'",
                "a, b | a, b",
                "a\\tb | \"a\\tb\"",
                "é | é",
                "😀 | \"\\U0001F600\"",
                "a\\nb | `|-\\n  a\\n  b`",
                "a\\n | `|\\n  a`",
                "a\\n\\n | `|+\\n  a\\n`"
            })
    void stringsAreQuotedAsGoQuotesThem(String text, String written) {
        MapNode map = Json.object().put("k", Json.of(unescaped(text))).build();
        assertThat(YamlWriter.write(map)).isEqualTo("k: " + written.replace("\\n", "\n") + "\n");
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }

    @Test
    void listsAreIndentedUnderTheirKeyAndEmptyThingsStandOnTheLine() {
        Node inner = Json.object().put("a", Json.of(1)).put("b", Json.nil()).build();
        Node nested = Json.array(List.of(Json.array(List.of(Json.of("x"))), inner));
        MapNode map =
                Json.object()
                        .put("list", nested)
                        .put("none", Json.array(List.of()))
                        .put("empty", Json.object().build())
                        .build();
        assertThat(YamlWriter.write(map))
                .isEqualTo(
                        """
                        list:
                          - - x
                          - a: 1
                            b: null
                        none: []
                        empty: {}
                        """);
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        List<String> texts =
                List.of(
                        "", " ", "a\n b\n", "\n", "\t", "yes", "0x1", "# x", "\u0085", "\\", "\"",
                        "? a", "é\n");
        Node list = Json.strings(texts);
        MapNode map = Json.object().put("texts", list).build();
        Node back = YamlReader.read("f.yaml", YamlWriter.write(map)).orElseThrow();
        assertThat(JsonWriter.compact(back)).isEqualTo(JsonWriter.compact(map));
    }

    @Test
    void keysAreOrderedByNumbersInsideNames() {
        List<String> keys = new ArrayList<>(List.of("a10", "a9", "B", "_x", "a", "a09", "1"));
        keys.sort(new YamlKeyOrder());
        assertThat(keys).containsExactly("_x", "1", "B", "a", "a9", "a09", "a10");
    }
}
