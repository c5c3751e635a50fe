package dev.gantry.apply.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers are those of Docker Compose 2.40.3 to an engine that wrote them down. */
class PlatformTextTest {
    @ParameterizedTest
    @CsvSource({
        "linux/x86_64, linux/amd64",
        "x86-64, linux/amd64",
        "linux/aarch64, linux/arm64",
        "arm64, linux/arm64",
        "linux/armhf, linux/arm",
        "linux/armel, linux/arm/v6",
        "linux/arm/7, linux/arm/v7",
        "linux/arm/v7, linux/arm/v7",
        "linux/arm64/v8, linux/arm64/v8",
        "linux/AArch64/v9, linux/arm64/v9",
        "linux/amd64/v1, linux/amd64",
        "linux/amd64/v2, linux/amd64/v2",
        "LINUX/AMD64, linux/amd64",
        "linux, linux/amd64",
        "macos/arm64, darwin/arm64",
        "windows(10.0.17763)/amd64, windows/amd64",
        "linux/ppc64el, linux/ppc64el",
        "'', ''"
    })
    void isSaidAsDockerComposeSaysIt(String written, String said) {
        assertThat(PlatformText.of(written, "amd64")).isEqualTo(said);
    }
}
