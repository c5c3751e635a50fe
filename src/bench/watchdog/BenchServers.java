package dev.gantry.server.watchdog;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Servers behind every address of the loopback; each is well, slow or silent by its address. */
public final class BenchServers {
    private static final long SLOW_MILLIS = 2500;

    private BenchServers() {}

    /** Writes its port into the file that it is told. */
    public static void main(String[] words) {
        Vertx vertx = Vertx.vertx();
        vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(4096))
                .requestHandler(request -> handle(vertx, request))
                .listen(0, "0.0.0.0")
                .onSuccess(server -> tell(Path.of(words[0]), server.actualPort()));
    }

    private static void tell(Path file, int port) {
        try {
            Path written = Files.writeString(Path.of(file + ".new"), Integer.toString(port));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void handle(Vertx vertx, HttpServerRequest request) {
        switch (Manner.of(request.localAddress().hostAddress())) {
            case WELL, REFUSING -> answer(request);
            case SLOW -> vertx.setTimer(SLOW_MILLIS, _ -> answer(request));
            case SILENT -> {}
        }
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .end(
                        switch (request.path()) {
                            case "/health" -> "{\"status\":\"ok\"}";
                            case "/v1/models" ->
                                    "{\"object\":\"list\",\"data\":[{\"id\":\"qwen3-8b\",\"object\":\"model\"}]}";
                            default -> "{\"total_slots\":4,\"model_path\":\"/models/qwen3-8b.gguf\"}";
                        });
    }

    /** How a server is: seven of ten are well. */
    enum Manner {
        WELL,
        SLOW,
        SILENT,
        REFUSING;

        static String address(int one) {
            return "127." + (1 + one / 62500) + "." + one / 250 % 250 + "." + (1 + one % 250);
        }

        static Manner of(String address) {
            return switch (Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)) % 10) {
                case 0 -> SLOW;
                case 1 -> SILENT;
                case 2 -> REFUSING;
                default -> WELL;
            };
        }
    }
}
