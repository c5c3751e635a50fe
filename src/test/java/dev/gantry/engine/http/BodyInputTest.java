package dev.gantry.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.CutStream;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Wherever the network cuts an answer, it reads the same. */
class BodyInputTest {
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\nTransfer-Encoding: Chunked\n\n".replace("\n", "\r\n")
                    + "3\r\nabc\r\nA\r\n0123456789\r\n1\r\n\n\r\n0\r\nX: y\r\n\r\n";
    private static final String LONG = "HTTP/1.1 200 OK\nContent-Length: 14\n\nabc0123456789\n";

    @Test
    void aCutAtAnyByteChangesNothing() throws Exception {
        for (String answer : new String[] {CHUNKED, LONG}) {
            for (int cut = 1; cut <= answer.length(); cut++) {
                byte[] bytes = (answer + "next").getBytes(StandardCharsets.UTF_8);
                InputStream in = new BufferedInputStream(new CutStream(bytes, cut), 64);
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
