package dev.gantry.cli;

import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.server.registry.Registrar;
import dev.gantry.server.registry.RegistryStore;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * One sort of what the registry has under names, as the command that is called like it changes it.
 *
 * @param sort {@code node} or {@code key}
 * @param example a name of one
 * @param names those that there are
 */
record Registered(String sort, String example, Function<RegistryStore, List<String>> names) {

    /**
     * Does something to the one that the command line names after the word.
     *
     * @param outcome what is told when it is done
     * @param deed whether there is one of that name
     */
    ExitCode change(
            Session session, String word, String outcome, BiPredicate<Registrar, String> deed) {
        String name =
                Operands.second(
                        session.arguments(),
                        "the " + sort + "'s name",
                        "gantry " + sort + " " + word + " " + example);
        try (RegistryStore store = session.house().registry(session)) {
            if (!deed.test(RegistryFlags.registrar(session, store), name)) {
                Operands.requireKnown(sort, name, names.apply(store));
            }
        }
        tell(session.console(), name, outcome);
        return ExitCode.DONE;
    }

    /** Says what came of one. */
    void tell(Console console, String name, String outcome) {
        console.printLine(
                console.json()
                        ? JsonWriter.compact(
                                Json.object()
                                        .put(sort, Json.of(name))
                                        .put("outcome", Json.of(outcome))
                                        .build())
                        : sort + " " + name + ": " + outcome);
    }
}
