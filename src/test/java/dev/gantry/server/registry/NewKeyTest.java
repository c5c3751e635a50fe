package dev.gantry.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NewKeyTest {

    @Test
    void isMadeOfTheBytes() {
        byte[] bytes = new byte[36];
        Arrays.fill(bytes, (byte) 0xff);
        NewKey key = NewKey.of(bytes);
        assertThat(key.id()).isEqualTo("kffffffff");
        assertThat(key.secret()).isEqualTo("gk-" + "_".repeat(42) + "8");
        assertThat(key.hash()).isEqualTo(KeyHash.of(key.secret())).hasSize(64);
    }

    @Test
    void isLikeNoOther() {
        NewKey one = NewKey.random();
        NewKey other = NewKey.random();
        assertThat(one.secret()).matches("gk-[A-Za-z0-9_-]{43}").isNotEqualTo(other.secret());
        assertThat(one.id()).matches("k[0-9a-f]{8}");
    }

    @Test
    void doesNotShowItself() {
        NewKey key = NewKey.random();
        assertThat(key.toString()).contains(key.id()).doesNotContain(key.secret());
    }
}
