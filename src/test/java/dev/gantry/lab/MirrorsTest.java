package dev.gantry.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.diag.OperationException;
import org.junit.jupiter.api.Test;

class MirrorsTest {
    private static final String MAIN =
            "'http://mirror.example.org/debian/dists/bookworm/InRelease' x_InRelease 0 \n";
    private static final String SECURITY =
            "'https://example.net/debian-security/dists/bookworm-security/InRelease' y 0 \n";

    @Test
    void areThoseOfTheSourcesOfApt() {
        String other = "'https://deb.nodesource.com/node_20.x/dists/nodistro/InRelease' z 0 \n";
        assertThat(Mirrors.of(other + MAIN + SECURITY))
                .isEqualTo(
                        new Mirrors(
                                "http://mirror.example.org/debian/",
                                "https://example.net/debian-security/"));
    }

    @Test
    void areMissedByName() {
        assertThatThrownBy(() -> Mirrors.of(MAIN))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("/debian-security/");
    }
}
