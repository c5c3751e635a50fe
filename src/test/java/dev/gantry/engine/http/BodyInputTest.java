package dev.gantry.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Wherever the network cuts an answer, it reads the same. */
class BodyInputTest {
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
                    + "3\r\nabc\r\nA\r\n0123456789\r\n1\r\n\n\r\n0\r\nX: y\r\n\r\n";
    private static final String LONG = "HTTP/1.1 200 OK\nContent-Length: 14\n\nabc0123456789\n";

    /** Gives so many bytes at first, and one with each read from then on. */
    private static final class Cut extends InputStream {
        private final InputStream bytes;
        private int first;

        Cut(String text, int first) {
            this.bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            this.first = first;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int most = first > 0 ? first : 1;
            first = 0;
            return bytes.read(buffer, offset, Math.min(most, length));
        }
    }

    @Test
    void aCutAtAnyByteChangesNothing() throws Exception {
        for (String answer : new String[] {CHUNKED, LONG}) {
            for (int cut = 1; cut <= answer.length(); cut++) {
                InputStream in = new BufferedInputStream(new Cut(answer + "next", cut), 64);
                BodyInput body = BodyInput.of(Head.read(in), in);
                assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .as("cut at %d", cut)
                        .isEqualTo("abc0123456789\n");
                assertThat(body.complete()).isTrue();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("next");
            }
        }
    }
}
