package dev.gantry.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The engine in memory keeps the contract. */
class FakeEngineContractTest implements EngineContract {
    private final FakeEngine engine = new FakeEngine("box").image("redis:7");

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public String image() {
        return "redis:7";
    }

    @Override
    public String prefix() {
        return "contract";
    }

    @Override
    public String read(String container, String path) {
        for (Copied copied : engine.copied(container)) {
            String folder = copied.folder().equals("/") ? "/" : copied.folder() + "/";
            if (path.startsWith(folder)) {
                Optional<String> found = extract(copied.tar(), path.substring(folder.length()));
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new AssertionError("no " + path + " in " + container);
    }

    private static Optional<String> extract(ByteBuffer archive, String name) {
        try {
            Process tar = new ProcessBuilder("tar", "-xOf", "-", "--", name).start();
            try (var in = Channels.newChannel(tar.getOutputStream())) {
                in.write(archive.duplicate());
            }
            String content =
                    new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return tar.waitFor() == 0 ? Optional.of(content) : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void printing(String container) {
        engine.prints(container, false, "one");
        engine.prints(container, true, "two");
        engine.prints(container, false, "three");
    }
}
