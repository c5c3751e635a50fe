package dev.gantry.smoke;

import dev.gantry.apply.Timekeeper;
import dev.gantry.engine.Neighbours;
import dev.gantry.engine.http.Dialer;
import dev.gantry.engine.http.Http;
import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import dev.gantry.fleet.SmokeCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks over HTTP. What the server answers is not repeated in words: nobody knows what is in it.
 *
 * @param way to the server
 */
record HttpProbe(SmokeCheck.Http question, Dialer way, Timekeeper time) implements Probe {
    /** The leash ends it first, and has the words for it. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private static final int LARGEST = 4 << 20;
    private static final int FIRST_SUCCESS = 200;
    private static final int LAST_SUCCESS = 299;

    @Override
    public Optional<String> fault(Duration limit) throws IOException {
        try (Leash leash = new Leash(way, time, limit);
                Http http = new Http(secured(leash));
                Response response = http.send(request(), new Patience.Whole(limit.plus(LATER)))) {
            return fault(response);
        }
    }

    private Dialer secured(Leash leash) {
        SmokeCheck.Address address = question.address();
        return question.secure()
                ? Neighbours.secured(leash, address.host(), address.port(), question.verify())
                : leash;
    }

    private Request request() {
        return new Request(
                question.method(),
                question.target(),
                Map.of(Request.HOST, question.address().toString()),
                new Request.None());
    }

    private Optional<String> fault(Response response) throws IOException {
        int status = response.status();
        int wanted = question.status();
        boolean right =
                wanted == 0 ? status >= FIRST_SUCCESS && status <= LAST_SUCCESS : status == wanted;
        if (!right) {
            return Optional.of(
                    "answered " + status + ", " + (wanted == 0 ? "2xx" : wanted) + " is expected");
        }
        if (question.body().isEmpty()) {
            return Optional.empty();
        }
        String body = new String(response.body().readNBytes(LARGEST), StandardCharsets.UTF_8);
        return body.contains(question.body())
                ? Optional.empty()
                : Optional.of(
                        "answered " + status + " without " + question.body() + " in the body");
    }
}
