package dev.gantry.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final Generator GENERATOR = new Generator(new SecureRandom());

    @Test
    void newValuesHaveTheFormAskedFor() {
        assertThat(GENERATOR.alphanumeric(32)).matches("[A-Za-z0-9]{32}");
        assertThat(GENERATOR.hex(32)).matches("[0-9a-f]{64}");
        assertThat(GENERATOR.base64(32)).matches("[A-Za-z0-9+/]{43}=");
        assertThat(GENERATOR.uuid())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(GENERATOR.alphanumeric(32)).isNotEqualTo(GENERATOR.alphanumeric(32));
    }

    @Test
    void aRotatedValueLooksLikeTheOldOne() {
        Map<String, String> forms =
                Map.of(
                        "0123456789abcdef0123456789abcdef", "[0-9a-f]{32}",
                        "dGhpcyBpcyBhIGtleSBvZiAzMg==", "[A-Za-z0-9+/]{26}==",
                        "9b2f7a0e-51c4-4a39-8f0d-2f4a7be9a111", "[0-9a-f-]{36}",
                        "sk-abcdefghijklmnop", "sk-[a-z]{16}",
                        "Ab3!xy-Z9?qq",
                                "[A-Za-z0-9]{3}![A-Za-z0-9]{2}-[A-Za-z0-9]{2}\\?[A-Za-z0-9]{2}",
                        "1234567890", "[0-9]{10}");
        forms.forEach((old, form) ->
                assertThat(GENERATOR.like(old))
                        .as(old)
                        .hasValueSatisfying(
                                value -> assertThat(value).matches(form).isNotEqualTo(old)));
    }

    @Test
    void whatSomebodyHasWrittenIsNotRotated() {
        for (String written :
                List.of(
                        "short",
                        "two words of it",
                        "-----BEGIN KEY-----\nabcdefgh\n",
                        "postgres://user:password@db/app")) {
            assertThat(GENERATOR.like(written)).as(written).isEmpty();
        }
    }
}
