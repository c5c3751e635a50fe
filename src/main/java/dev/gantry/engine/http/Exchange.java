package dev.gantry.engine.http;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** One request and its answer on a connection, with the time that they may take. */
final class Exchange {
    private final Http http;
    private final Connection connection;
    private final Patience patience;
    private Deadlines.@Nullable Watch watch;
    private boolean ended;

    Exchange(Http http, Connection connection, Patience patience, Deadlines.Watch watch) {
        this.http = http;
        this.connection = connection;
        this.patience = patience;
        this.watch = watch;
    }

    OutputStream output() {
        return connection.out();
    }

    void endOutput() throws IOException {
        connection.out().flush();
        connection.wire.endOutput();
    }

    /** The head has come. */
    void headCame() {
        if (patience instanceof Patience.UpToHead) {
            unwatch();
        } else {
            progress();
        }
    }

    void progress() {
        Deadlines.Watch present = watch;
        if (present != null && patience instanceof Patience.Idle) {
            present.renew();
        }
    }

    /** What to tell about a failure on this connection. */
    IOException reason(IOException failed) {
        Deadlines.Watch present = watch;
        if (present != null && present.expired()) {
            return new UnreachableException(
                    "no answer within " + patience.limit().toSeconds() + " s",
                    "look whether the engine is well, or allow more time");
        }
        return http.explain(failed);
    }

    synchronized void end(boolean reusable) {
        if (ended) {
            return;
        }
        ended = true;
        Deadlines.Watch present = watch;
        boolean late = present != null && present.expired();
        unwatch();
        http.giveBack(connection, reusable && !late);
    }

    private void unwatch() {
        Deadlines.Watch present = watch;
        if (present != null) {
            present.close();
            if (!present.expired()) {
                watch = null;
            }
        }
    }
}
