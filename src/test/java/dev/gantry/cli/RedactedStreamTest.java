package dev.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactedStreamTest {
    private final List<byte[]> patterns = new ArrayList<>();
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final RedactedStream stream =
            new RedactedStream(
                    new PrintStream(passed, true, StandardCharsets.UTF_8), () -> patterns);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String passed() throws IOException {
        return passed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aValueIsMaskedWhereverItIsCut() throws IOException {
        patterns.add(bytes("sécretsecret!"));
        byte[] text = bytes("a sésécretsecret! and sécretsecret? b");
        for (int cut = 0; cut <= text.length; cut++) {
            passed.reset();
            stream.write(text, 0, cut);
            stream.write(text, cut, text.length - cut);
            stream.flush();
            assertThat(passed()).isEqualTo("a sé******** and sécretsecret? b");
        }
    }

    @Test
    void theLongestValueCounts() throws IOException {
        patterns.addAll(List.of(bytes("hunter2hunter2"), bytes("hunter2")));
        stream.write(bytes("hunter2hunter2 hunter2hunter"));
        stream.flush();
        assertThat(passed()).isEqualTo("******** ********hunter");
    }

    @Test
    void whatMayBeginAValueComesWithTheFlush() throws IOException {
        patterns.add(bytes("hunter2"));
        stream.write(bytes("a hunt"));
        assertThat(passed()).isEqualTo("a ");
        stream.flush();
        assertThat(passed()).isEqualTo("a hunt");
    }

    @Test
    void itTellsWhenNobodyReads() {
        OutputStream gone =
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("gone");
                    }
                };
        PrintStream out = new Redaction().of(new PrintStream(gone, false, StandardCharsets.UTF_8));
        out.print("text");
        assertThat(out.checkError()).isTrue();
    }
}
