package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {

    private static ApiVersion agree(String theirs) {
        return new Negotiation("box", "list containers").agree(theirs);
    }

    @ParameterizedTest
    @CsvSource({"1.40,1.40", "1.41,1.41", "1.51,1.51", "1.52,1.51", "2.0,1.51"})
    void theNewestThatBothSpeakIsTaken(String api, String agreed) {
        assertThat(agree(api)).hasToString(agreed);
    }

    @Test
    void anEngineThatIsTooOldIsRefused() {
        assertThatThrownBy(() -> agree("1.39"))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused -> assertThat(refused.next()).isEqualTo("update Docker there"))
                .hasMessage(
                        "cannot list containers on box: it speaks API 1.39, Gantry needs 1.40"
                                + " (Docker 19.03)");
        assertThatThrownBy(() -> agree("1.9")).hasMessageContaining("it speaks API 1.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.", "a.b", "1.99999999999"})
    void whatIsNoEngineIsToldApart(String answer) {
        assertThatThrownBy(() -> agree(answer))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith("what answers there is not a Docker engine");
    }
}
