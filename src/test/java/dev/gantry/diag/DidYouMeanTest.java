package dev.gantry.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
    private static final List<String> KEYS = List.of("hosts", "stacks", "networks", "needs");

    @Test
    void namesTheNearestWord() {
        assertThat(DidYouMean.hint("stakcs", KEYS)).isEqualTo("did you mean \"stacks\"?");
        assertThat(DidYouMean.hint("network", KEYS)).isEqualTo("did you mean \"networks\"?");
    }

    @Test
    void listsTheNamesWhereNothingIsNear() {
        assertThat(DidYouMean.hint("volumes", KEYS))
                .isEqualTo("allowed: hosts, stacks, networks, needs");
    }

    @Test
    void saysNothingWhereThereAreNoNames() {
        assertThat(DidYouMean.hint("x", List.of())).isEmpty();
    }
}
