package dev.gantry.cli;

import dev.gantry.cli.Fleetwide.Found;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The same question about many containers, on whatever hosts, at the same time. */
record EachContainer<T>(SequencedMap<String, Found> asked, AtOnce<T> answers) {

    static <T> EachContainer<T> ask(List<Found> containers, Function<Found, T> question) {
        SequencedMap<String, Found> asked = new LinkedHashMap<>();
        containers.forEach(one -> asked.put(one.host() + "/" + one.container().id(), one));
        return new EachContainer<>(asked, AtOnce.ask(asked, question));
    }

    /** Every answer, in the order of asking. */
    void each(BiConsumer<Found, T> use) {
        asked.forEach((key, one) -> {
            T answer = answers.results().get(key);
            if (answer != null) {
                use.accept(one, answer);
            }
        });
    }

    /** Tells what went wrong; how that ends the command. */
    ExitCode told(Console console, Targets targets) {
        answers.failures().values().forEach(why -> console.failure(why.getMessage(), why.next()));
        return answers.failures().isEmpty() ? targets.exitCode() : answers.exitCode();
    }
}
