package dev.gantry.engine;

import dev.gantry.diag.InputException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.Node;
import dev.gantry.engine.http.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** The streams that an engine answers, with what their ends mean. */
final class HttpStreams {
    private HttpStreams() {}

    /**
     * @param failure makes the exception for a stream that broke off
     */
    static LogStream logs(
            Response response, boolean terminal, Function<IOException, EngineException> failure) {
        return new Logs(response, new LogFrames(response.body(), terminal), failure);
    }

    static EventStream events(Response response, Function<IOException, EngineException> failure) {
        return new Events(response, failure);
    }

    private static final class Logs implements LogStream {
        private final Response response;
        private final LogFrames frames;
        private final Function<IOException, EngineException> failure;
        private volatile boolean closed;

        Logs(Response response, LogFrames frames, Function<IOException, EngineException> failure) {
            this.response = response;
            this.frames = frames;
            this.failure = failure;
        }

        @Override
        public Optional<Line> next() {
            try {
                return closed ? Optional.empty() : frames.next();
            } catch (IOException broken) {
                if (closed) {
                    return Optional.empty();
                }
                throw failure.apply(broken);
            }
        }

        @Override
        public void close() {
            closed = true;
            response.close();
        }
    }

    private static final class Events implements EventStream {
        private final Response response;
        private final Function<IOException, EngineException> failure;
        private final JsonReader reader;
        private volatile boolean closed;

        Events(Response response, Function<IOException, EngineException> failure) {
            this.response = response;
            this.failure = failure;
            this.reader = JsonReader.of("the events", response.body());
        }

        @Override
        public Optional<EngineEvent> next() {
            try {
                return closed ? Optional.empty() : reader.next().map(Events::event);
            } catch (InputException broken) {
                if (closed) {
                    return Optional.empty();
                }
                throw failure.apply(response.broken(broken));
            }
        }

        private static EngineEvent event(Node node) {
            Fields event = Fields.of(node);
            Fields actor = event.map("Actor");
            return new EngineEvent(
                    event.text("Type"),
                    event.text("Action"),
                    actor.text("ID"),
                    actor.pairs("Attributes"),
                    event.number("timeNano"));
        }

        @Override
        public void close() {
            closed = true;
            response.close();
        }
    }
}
