package dev.gantry.engine.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeforeTest {
    private final Before<String> before = new Before<>();
    private final List<String> read = new ArrayList<>();

    private String ask(String answer) {
        return before.orRead(
                answer.getBytes(UTF_8),
                text -> {
                    read.add(text);
                    if (text.startsWith("no")) {
                        throw new IllegalArgumentException(text);
                    }
                    return text + "!";
                });
    }

    @Test
    void theSameAnswerIsReadOnce() {
        assertThat(ask("é")).isEqualTo("é!");
        assertThat(ask("é")).isEqualTo("é!");

        assertThat(read).containsExactly("é");
    }

    @Test
    void anotherAnswerIsReadAnew() {
        ask("one");

        assertThat(ask("two")).isEqualTo("two!");
        assertThat(ask("one")).isEqualTo("one!");
        assertThat(read).containsExactly("one", "two", "one");
    }

    @Test
    void whatCannotBeReadLeavesWhatWasKnown() {
        ask("one");

        assertThatThrownBy(() -> ask("nothing")).isInstanceOf(IllegalArgumentException.class);

        assertThat(ask("one")).isEqualTo("one!");
        assertThat(read).containsExactly("one", "nothing");
    }

    @Test
    void anEmptyAnswerIsReadToo() {
        assertThat(ask("")).isEqualTo("!");
    }
}
