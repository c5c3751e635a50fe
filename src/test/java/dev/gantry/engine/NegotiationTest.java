package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {

    private static EngineVersion agree(String api, String least) {
        String answer =
                """
                {"ApiVersion": "%s", "MinAPIVersion": "%s", "Version": "1.2.3",
                 "Os": "linux", "Arch": "arm64"}
                """
                        .formatted(api, least);
        return agree(answer);
    }

    private static EngineVersion agree(String answer) {
        Fields fields = Fields.of(JsonReader.read("test", answer));
        return new Negotiation("box", "list containers").agree(fields);
    }

    @ParameterizedTest
    @CsvSource({
        "1.40,1.12,1.40",
        "1.41,1.12,1.41",
        "1.51,1.24,1.51",
        "1.52,1.44,1.51",
        "2.0,1.51,1.51"
    })
    void theNewestThatBothSpeakIsTaken(String api, String least, String agreed) {
        assertThat(agree(api, least))
                .isEqualTo(new EngineVersion(agreed, "1.2.3", "linux", "arm64"));
    }

    @Test
    void anEngineThatIsTooOldIsRefused() {
        assertThatThrownBy(() -> agree("1.39", "1.12"))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused -> assertThat(refused.next()).isEqualTo("update Docker there"))
                .hasMessage(
                        "cannot list containers on box: it speaks API 1.39, Gantry needs 1.40"
                                + " (Docker 19.03)");
        assertThatThrownBy(() -> agree("1.9", "1.9")).hasMessageContaining("it speaks API 1.9");
    }

    @Test
    void anEngineThatIsTooNewIsRefused() {
        assertThatThrownBy(() -> agree("1.60", "1.52"))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused -> assertThat(refused.next()).startsWith("update Gantry"))
                .hasMessageEndingWith("it wants API 1.52 or newer, Gantry speaks up to 1.51");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"ApiVersion\": \"\"}",
                "{\"ApiVersion\": \"1\"}",
                "{\"ApiVersion\": \"1.\"}",
                "{\"ApiVersion\": \"a.b\"}",
                "{\"ApiVersion\": \"1.99999999999\"}"
            })
    void whatIsNoEngineIsToldApart(String answer) {
        assertThatThrownBy(() -> agree(answer))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith("what answers there is not a Docker engine");
    }
}
