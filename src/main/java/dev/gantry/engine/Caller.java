package dev.gantry.engine;

import dev.gantry.diag.CancelledException;
import dev.gantry.diag.InputException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.engine.call.Call;
import dev.gantry.engine.call.GetVersion;
import dev.gantry.engine.call.Ping;
import dev.gantry.engine.call.Refusal;
import dev.gantry.engine.call.RefusedException;
import dev.gantry.engine.http.Http;
import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.engine.http.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes calls: agrees on a version, and turns every failure into words. Thread-safe. */
final class Caller implements AutoCloseable {
    /** Of a call that is refused for what passes. */
    private static final int TRIES = 5;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String engine;
    private final Endpoint endpoint;
    private final Http http;
    private final Patience usual;
    private @Nullable ApiVersion api;
    private @Nullable EngineVersion version;

    /**
     * @param engine what messages call it
     * @param usual for calls that say nothing of their own
     */
    Caller(String engine, Endpoint endpoint, Http http, Patience usual) {
        this.engine = engine;
        this.endpoint = endpoint;
        this.http = http;
        this.usual = usual;
    }

    /** Asked once; a failure is not remembered. */
    ApiVersion apiVersion() {
        return agreed("read the version");
    }

    /** Asked once, too. */
    synchronized EngineVersion version() {
        EngineVersion known = version;
        if (known == null) {
            Fields told = run(new GetVersion());
            known =
                    new EngineVersion(
                            apiVersion(), told.text("Version"), told.text("Os"), told.text("Arch"));
            version = known;
        }
        return known;
    }

    private synchronized ApiVersion agreed(String doing) {
        ApiVersion known = api;
        if (known == null) {
            known = new Negotiation(engine, doing).agree(perform(new Ping(), "", doing));
            api = known;
        }
        return known;
    }

    /** Makes the call and reads its answer to the end. */
    <T> T run(Call<T> call) {
        return perform(call, prefix(call), call.doing());
    }

    private String prefix(Call<?> call) {
        return "/v" + agreed(call.doing());
    }

    private <T> T perform(Call<T> call, String prefix, String doing) {
        try (Response response = send(call, prefix, doing)) {
            return call.answer(response);
        } catch (IOException failed) {
            throw failure(call, doing, failed);
        } catch (InputException notJson) {
            throw new EngineException(0, cannot(doing, "the answer is not JSON"), "", notJson);
        }
    }

    /** Makes a call whose answer goes on; the caller closes it. */
    Response open(Call<Response> call) {
        Response response = send(call, prefix(call), call.doing());
        try {
            return call.answer(response);
        } catch (IOException failed) {
            response.close();
            throw failure(call, call.doing(), failed);
        }
    }

    private Response send(Call<?> call, String prefix, String doing) {
        for (int tries = 1; ; tries++) {
            Response response = sendOnce(call, prefix, doing);
            if (call.accepts(response.status())) {
                return response;
            }
            try (response) {
                Refusal refusal = refusal(call, response);
                if (tries == TRIES || !call.passes(refusal)) {
                    throw failure(call, refusal);
                }
            }
            pause(doing);
        }
    }

    private Response sendOnce(Call<?> call, String prefix, String doing) {
        Request plain = call.request();
        Request request =
                new Request(plain.method(), prefix + plain.target(), plain.headers(), plain.body());
        try {
            return http.send(request, call.patience(usual));
        } catch (IOException failed) {
            throw failure(call, doing, failed);
        }
    }

    private void pause(String doing) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
            throw cancelled(doing);
        }
    }

    private CancelledException cancelled(String doing) {
        return new CancelledException("cancelled: " + doing + " on " + engine);
    }

    private Refusal refusal(Call<?> call, Response response) {
        try {
            return new Refusal(response.status(), words(response), endpoint);
        } catch (IOException broken) {
            throw failure(call, call.doing(), broken);
        }
    }

    private EngineException failure(Call<?> call, Refusal refusal) {
        int status = refusal.status();
        String told = refusal.words().isEmpty() ? "the engine answered " + status : refusal.words();
        String next =
                refusal.wantsNewerClient()
                        ? "update Gantry, or lower min-api-version in the engine's daemon.json"
                        : call.next(refusal);
        return new EngineException(status, cannot(call.doing(), told), next);
    }

    /** The engine's message; engines of before 1.24, and proxies, answer plain text. */
    private static String words(Response response) throws IOException {
        String text = response.text();
        if (response.header("content-type").startsWith("application/json")) {
            try {
                return oneLine(Fields.of(JsonReader.read("the answer", text)).text("message"));
            } catch (InputException _) {
                return oneLine(text);
            }
        }
        return oneLine(text);
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.lines()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> line.append(line.isEmpty() ? "" : " ").append(part));
        return line.toString();
    }

    /**
     * @throws CancelledException instead, when the thread was interrupted
     */
    EngineException failure(Call<?> call, String doing, IOException failed) {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(doing);
        }
        return switch (failed) {
            case RefusedException refused -> {
                String words = oneLine(message(refused));
                yield new EngineException(
                        200, cannot(doing, words), call.next(new Refusal(200, words, endpoint)));
            }
            case UnreachableException unreachable ->
                    new EngineException(
                            0, cannot(doing, message(unreachable)), unreachable.next(), failed);
            default ->
                    new EngineException(
                            0,
                            cannot(doing, message(failed)),
                            "look whether the engine is well, then run the command again",
                            failed);
        };
    }

    private static String message(IOException failed) {
        String message = failed.getMessage();
        return message == null ? "the connection was closed" : message;
    }

    private String cannot(String doing, String words) {
        return "cannot " + doing + " on " + engine + ": " + words;
    }

    @Override
    public void close() {
        http.close();
    }
}
