package dev.gantry.doc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0755 | INTEGER | 493",
                "0o17 | INTEGER | 15",
                "0x1F | INTEGER | 31",
                "0b101 | INTEGER | 5",
                "-0x10 | INTEGER | -16",
                "1_000 | INTEGER | 1000",
                "+1 | INTEGER | 1",
                "08 | FLOAT | 8",
                "18446744073709551615 | INTEGER | 18446744073709551615",
                "1e3 | FLOAT | 1000",
                "1000000.0 | FLOAT | 1e+06",
                ".5 | FLOAT | 0.5",
                "0.00001 | FLOAT | 1e-05",
                ".inf | FLOAT | .inf",
                "True | BOOLEAN | true",
                "~ | NULL | null",
                "yes | STRING | yes",
                "off | STRING | off",
                "1:30 | STRING | 1:30",
                "0:0 | STRING | 0:0",
                "1.2.3 | STRING | 1.2.3",
                "\"1\" | STRING | 1",
                "!!str 1 | STRING | 1",
                "!custom 1 | INTEGER | 1"
            })
    void plainScalarsMeanWhatTheyMeanToGo(String yaml, ScalarNode.Kind kind, String text) {
        ScalarNode scalar = (ScalarNode) value("a: " + yaml, "a");
        assertThat(scalar.kind()).isEqualTo(kind);
        assertThat(scalar.text()).isEqualTo(text);
    }

    @Test
    void everyNodeKnowsWhereItIsWritten() {
        MapNode map = (MapNode) value("a:\n  bé: [x, 'y']\n", "a");
        assertThat(map.keyLocation("bé")).isEqualTo(new Location("f.yaml", 2, 3));
        ListNode list = (ListNode) map.find("bé").orElseThrow();
        assertThat(list.items().get(1).location()).isEqualTo(new Location("f.yaml", 2, 11));
    }

    @Test
    void ownTagsStayOnTheirNodes() {
        assertThat(value("a: !reset null", "a").tag()).isEqualTo("!reset");
        assertThat(value("a: !override {b: 1}", "a").tag()).isEqualTo("!override");
    }

    @Test
    void mergeKeysFillInWhatIsNotSaid() {
        MapNode map =
                (MapNode)
                        value(
                                "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz: {<<: [*x, *y], a: 0}",
                                "z");
        assertThat(JsonWriter.compact(map)).isEqualTo("{\"a\":0,\"b\":1,\"c\":2}");
    }

    @Test
    void mergeKeysStandUntilTheyAreApplied() {
        Node raw = YamlReader.documents("f.yaml", "x: &x {a: 1}\nz: {<<: *x}").getFirst();
        assertThat(JsonWriter.compact(raw))
                .isEqualTo("{\"x\":{\"a\":1},\"z\":{\"\\u003c\\u003c\":{\"a\":1}}}");
    }

    @Test
    void severalDocumentsAreReadInOrderAndEmptyOnesAreNull() {
        assertThat(YamlReader.documents("f.yaml", "---\n---\na: 1\n---\nb: 2\n")).hasSize(3);
        assertThat(YamlReader.read("f.yaml", "# nothing\n")).isEmpty();
    }

    @Test
    void blocksThatTheEndOfTheFileCutsOffHaveNoLastLineBreak() {
        assertThat(((ScalarNode) value("a: |\n  x", "a")).text()).isEqualTo("x");
        assertThat(((ScalarNode) value("a: |\n  x\n", "a")).text()).isEqualTo("x\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: *nowhere",
                "a: &a [*a]",
                "a: {b: 1",
                "a: 1\na: 2",
                "1: a",
                "true: a",
                "? [a]\n: b",
                "a: {<<: 1}",
                "a:\n\t- b",
                "a: \"open",
                "a: b: c"
            })
    void whatIsNoYamlIsRefusedWithItsPlace(String yaml) {
        assertThatThrownBy(() -> YamlReader.read("f.yaml", yaml))
                .isInstanceOf(InputException.class)
                .hasMessageMatching("(?s)f\\.yaml:\\d+:\\d+: .+");
    }

    @Test
    void otherVersionsOfYamlAreRefused() {
        assertThatThrownBy(() -> YamlReader.read("f.yaml", "%YAML 3.0\n---\na: 1"))
                .isInstanceOf(InputException.class)
                .hasMessage("f.yaml: the document is written in YAML 3.0, which is not known");
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> YamlReader.read("f.yaml", "[".repeat(10_000)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void aliasesMayNotBuildATowerEither() {
        StringBuilder yaml = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i < 200; i++) {
            yaml.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        assertThatThrownBy(() -> YamlReader.read("f.yaml", yaml.toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void aliasesMayNotMultiplyWithoutBounds() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append("a%d: &a%d [".formatted(i, i));
            yaml.append(("*a" + (i - 1) + ", ").repeat(10)).append("]\n");
        }
        assertThatThrownBy(() -> YamlReader.read("f.yaml", yaml.toString()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("excessive aliasing");
    }

    private static Node value(String yaml, String key) {
        MapNode document = (MapNode) YamlReader.read("f.yaml", yaml).orElseThrow();
        return document.find(key).orElseThrow();
    }
}
