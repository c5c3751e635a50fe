package dev.gantry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.engine.LogStream.Line;
import dev.gantry.engine.call.RefusedException;
import dev.gantry.engine.http.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogFramesTest {

    private static byte[] frame(int stream, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .put((byte) stream)
                .position(4)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] join(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    private static List<Line> lines(InputStream in, boolean terminal) throws IOException {
        LogFrames frames = new LogFrames(in, terminal);
        List<Line> lines = new ArrayList<>();
        for (Optional<Line> next = frames.next(); next.isPresent(); next = frames.next()) {
            lines.add(next.get());
        }
        return lines;
    }

    @Test
    void linesReadTheSameWhereverTheNetworkCutsThem() throws Exception {
        byte[] log =
                join(
                        frame(1, "one\ntw"),
                        frame(2, "oh nö"),
                        frame(1, ""),
                        frame(1, "o\r\n\nlast"),
                        frame(2, "\n"));
        for (int cut = 1; cut <= log.length; cut++) {
            assertThat(lines(new CutStream(log, cut), false))
                    .as("cut at %d", cut)
                    .containsExactly(
                            new Line(false, "one"),
                            new Line(false, "two\r"),
                            new Line(false, ""),
                            new Line(true, "oh nö"),
                            new Line(false, "last"));
        }
    }

    @Test
    void aCharacterMayBeCutByAFrame() throws Exception {
        byte[] whole = frame(1, "ä\n");
        byte[] head = {1, 0, 0, 0, 0, 0, 0, 1, whole[8]};
        byte[] tail = {1, 0, 0, 0, 0, 0, 0, 2, whole[9], '\n'};
        assertThat(lines(new ByteArrayInputStream(join(head, tail)), false))
                .containsExactly(new Line(false, "ä"));
    }

    @Test
    void aTerminalHasNoFramesAndEndsItsLinesTwice() throws Exception {
        byte[] log = "one\r\n\u0001two\r\nlast".getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut <= log.length; cut++) {
            assertThat(lines(new CutStream(log, cut), true))
                    .containsExactly(
                            new Line(false, "one"),
                            new Line(false, "\u0001two"),
                            new Line(false, "last"));
        }
    }

    @Test
    void aLineWithoutEndIsHandedOutInPieces() throws Exception {
        byte[] frame = frame(1, "x".repeat(1 << 16));
        byte[][] frames = new byte[33][];
        Arrays.fill(frames, frame);
        List<Line> lines = lines(new ByteArrayInputStream(join(frames)), false);
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line.text()).matches("x+"));
        assertThat(lines.stream().mapToInt(line -> line.text().length()).sum()).isEqualTo(33 << 16);
    }

    @Test
    void whatIsNoLogIsSaid() {
        byte[] raw = "no frames at all".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> lines(new ByteArrayInputStream(raw), false))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a log that is not in frames");
        byte[] half = Arrays.copyOf(frame(1, "one\ntwo\n"), 13);
        assertThatThrownBy(() -> lines(new ByteArrayInputStream(half), false))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void theEnginesOwnFailureIsToldInItsWords() {
        byte[] log = join(frame(1, "one\n"), frame(3, "error reading the log: disk on fire"));
        assertThatThrownBy(() -> lines(new ByteArrayInputStream(log), false))
                .isInstanceOf(RefusedException.class)
                .hasMessage("error reading the log: disk on fire");
    }
}
