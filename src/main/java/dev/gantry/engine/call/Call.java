package dev.gantry.engine.call;

import dev.gantry.engine.http.Patience;
import dev.gantry.engine.http.Request;
import dev.gantry.engine.http.Response;
import java.io.IOException;

/**
 * One request to an engine: what it says, how its answer reads, and what it was doing in words.
 *
 * @param <T> what comes of it
 */
public interface Call<T> {

    /** What the call does, to stand after {@code cannot}: {@code start container web-1}. */
    String doing();

    /** The request, without the version in its path. */
    Request request();

    /** Whether this status is an answer to {@link #answer}; the others are failures. */
    default boolean accepts(int status) {
        return status >= 200 && status < 300;
    }

    T answer(Response response) throws IOException;

    /** How long the call may take, when it takes longer or shorter than the others do. */
    default Patience patience(Patience usual) {
        return usual;
    }

    /** What gets the user further after this refusal; may be empty. */
    default String next(Refusal refusal) {
        return "";
    }

    /** Whether what this refusal is about passes by itself, so that the call is made again. */
    default boolean passes(Refusal refusal) {
        return false;
    }
}
