package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.UsageException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final Option SINCE = Option.one("since", "TIME", "");
    private final Moments moments =
            new Moments(Instant.parse("2026-01-02T03:04:05Z"), () -> ZoneId.of("America/New_York"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 1767323045.000000000",
        "2026-01-02T03:04:05.000000007Z, 1767323045.000000007",
        "2026-01-02T04:04:05+01:00, 1767323045.000000000",
        "2026-01-01T22:04:05-05:00, 1767323045.000000000",
        "2026-01-01T22:04:05, 1767323045.000000000",
        "2026-01-01T22:04, 1767323040.000000000",
        "2026-01-01T22, 1767322800.000000000",
        "2026-01-01T22:04:05.5, 1767323045.500000000",
        "'2026-01-01T22:04:05,5', 1767323045.500000000",
        "2026-07-01T23:00, 1782961200.000000000",
        "2026-01-02T03Z, 1767322800.000000000",
        "2026-01-02T05:04+02:00, 1767323040.000000000",
        "2026-01-02, 1767330000.000000000",
        "2026-01-02Z, 1767312000.000000000",
        "2026-01-02+02:00, 1767304800.000000000",
        "1767323045.000000007, 1767323045.000000007",
        "1767323045.5, 1767323045.500000000",
        "-5s, 1767323050.000000000",
        "1767323045, 1767323045.000000000",
        "5, 5.000000000",
        "0s, 1767323045.000000000",
        "5s, 1767323040.000000000",
        "1h30m, 1767317645.000000000",
        "1.5s, 1767323043.500000000",
        "250ms, 1767323044.750000000",
    })
    void whatDockerLogsTakesIsUnderstood(String written, String seconds) {
        assertThat(moments.parse(SINCE, written)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "5x",
                "h",
                "-h",
                "2026-13-01",
                "1.2.3s",
                "2026-01-02T3",
                "2026-01-02 03:04",
                "1."
            })
    void whatIsNoTimeIsRefused(String written) {
        assertThatThrownBy(() -> moments.parse(SINCE, written))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(written);
    }

    @Test
    void nothingStaysNothing() {
        assertThat(moments.parse(SINCE, "")).isEmpty();
    }
}
