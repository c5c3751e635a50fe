package dev.gantry.engine;

import dev.gantry.engine.http.UnreachableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a test told a {@link FakeEngine} to do, and what was asked of it. Thread-safe. */
final class FakeScript {
    private final String engine;
    private final List<FakeEngine.Call> journal = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private Consumer<FakeEngine.Call> before = _ -> {};
    private boolean cut;

    /** The engine says no. The words become those of an {@link EngineException}. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;

        Refusal(int status, String words) {
            super(words);
            this.status = status;
        }
    }

    private record Failure(String call, String target, Refusal refusal, boolean once) {}

    FakeScript(String engine) {
        this.engine = engine;
    }

    synchronized void fail(String call, String target, int status, String words, boolean once) {
        failures.add(new Failure(call, target, new Refusal(status, words), once));
    }

    synchronized void before(Consumer<FakeEngine.Call> hook) {
        before = hook;
    }

    synchronized void cut(boolean now) {
        cut = now;
    }

    synchronized List<FakeEngine.Call> journal() {
        return List.copyOf(journal);
    }

    synchronized void forget() {
        journal.clear();
    }

    <T> T run(FakeEngine.Call call, Supplier<T> body) {
        enter(call).accept(call);
        try {
            refuse(call);
            return body.get();
        } catch (Refusal no) {
            String message = "cannot " + doing(call) + " on " + engine + ": " + no.getMessage();
            throw no.status == 0
                    ? new EngineException(0, message, "", away(no))
                    : new EngineException(no.status, message, "");
        }
    }

    private static UnreachableException away(Refusal no) {
        return new UnreachableException(Objects.requireNonNullElse(no.getMessage(), ""), "");
    }

    /** {@code startContainer} of {@code web}: {@code start container web}. */
    private static String doing(FakeEngine.Call call) {
        StringBuilder words = new StringBuilder();
        for (char c : call.name().toCharArray()) {
            if (Character.isUpperCase(c)) {
                words.append(' ');
            }
            words.append(Character.toLowerCase(c));
        }
        return call.target().isEmpty()
                ? words.toString()
                : words.append(' ').append(call.target()).toString();
    }

    private synchronized Consumer<FakeEngine.Call> enter(FakeEngine.Call call) {
        journal.add(call);
        return before;
    }

    private synchronized void refuse(FakeEngine.Call call) {
        if (cut) {
            throw new Refusal(0, "no route to host");
        }
        for (Iterator<Failure> all = failures.iterator(); all.hasNext(); ) {
            Failure failure = all.next();
            if (failure.call.equals(call.name())
                    && (failure.target.isEmpty() || failure.target.equals(call.target()))) {
                if (failure.once) {
                    all.remove();
                }
                throw failure.refusal;
            }
        }
    }
}
