package dev.gantry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "/usr/bin/*, /usr/bin/psql, true",
        "/usr/bin/*, /usr/bin/deep/er, true",
        "/usr/bin/*, /usr/lib/x, false",
        "*/llvmjit*, /usr/lib/llvmjit.so, true",
        "*a*b, /a/ab/xb, true",
        "*a*b, /a/bc, false",
        "/exact, /exact, true",
        "/exact, /exactly, false",
    })
    void starsStandForAnyText(String pattern, String path, boolean matches) {
        assertThat(new Glob(pattern).matches(path)).isEqualTo(matches);
    }
}
