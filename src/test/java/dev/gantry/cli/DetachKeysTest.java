package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetachKeysTest {
    private static String passed(DetachKeys.Watch watch, String typed) {
        byte[] bytes = typed.getBytes(StandardCharsets.US_ASCII);
        return watch.passed(bytes, bytes.length)
                .map(rest -> new String(rest, StandardCharsets.US_ASCII))
                .orElse("detached");
    }

    private static DetachKeys.Watch watch(String keys) {
        return DetachKeys.parse(keys).orElseThrow().new Watch();
    }

    @ParameterizedTest
    @CsvSource({"'ctrl-p,ctrl-q', 16 17", "'ctrl-@,a', 0 97", "ctrl-_, 31", "ctrl-[, 27"})
    void keysAreCharactersOfAscii(String text, String codes) {
        assertThat(DetachKeys.parse(text).map(keys -> codes(keys.keys()))).contains(codes);
    }

    private static String codes(String keys) {
        return keys.chars().mapToObj(Integer::toString).reduce((a, b) -> a + " " + b).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "ctrl-", "ctrl-1", "ctrl-pp", "a,", "é"})
    void othersAreNone(String text) {
        assertThat(DetachKeys.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void theBeginningIsHeldBackUntilItIsClear() {
        DetachKeys.Watch watch = watch("x,x,y");
        assertThat(passed(watch, "ab")).isEqualTo("ab");
        assertThat(passed(watch, "x")).isEmpty();
        assertThat(passed(watch, "a")).isEqualTo("xa");
        assertThat(passed(watch, "cx")).isEqualTo("c");
        assertThat(passed(watch, "xy")).isEqualTo("detached");
    }

    @Test
    void whatIsTypedBeforeTheKeysInOnePieceGoesNowhere() {
        assertThat(passed(watch("ctrl-p,ctrl-q"), "a\u0010\u0011")).isEqualTo("detached");
    }
}
