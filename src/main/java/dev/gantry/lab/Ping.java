package dev.gantry.lab;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Asks whether an engine is there: {@code GET /_ping}. */
final class Ping {
    private static final String REQUEST = "GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n";

    private Ping() {}

    static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(StandardCharsets.US_ASCII.encode(REQUEST));
            ByteBuffer answer = ByteBuffer.allocate(64);
            int read = 0;
            while (answer.hasRemaining() && read >= 0) {
                read = channel.read(answer);
            }
            return StandardCharsets.US_ASCII.decode(answer.flip()).toString().contains(" 200 ");
        } catch (IOException notYet) {
            return false;
        }
    }
}
