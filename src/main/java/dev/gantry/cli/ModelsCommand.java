package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.cli.show.Amount;
import dev.gantry.cli.show.Table;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.fleet.Desired;
import dev.gantry.fleet.Model;
import dev.gantry.models.ModelState;
import dev.gantry.models.ModelState.State;
import java.util.List;

/** {@code gantry models}. */
final class ModelsCommand implements Command {
    private static final String PULL = "pull";

    private static final Option VERIFY =
            Option.flag("verify", "Read files to the end, and compare their SHA-256");

    @Override
    public Manual manual() {
        return new Manual(
                Verb.MODELS,
                "[pull]",
                List.of(
                        "Lists the `models` of gantry.yaml, each on every host of its stack, and whether it is",
                        "there. With pull, Ollama gets those that it lacks, as at the end of `gantry up`.",
                        "Ends with 0 when every model is there, 1 otherwise."),
                List.of(VERIFY),
                List.of(
                        new Manual.Example("gantry models --verify", "are the weights whole?"),
                        new Manual.Example("gantry models pull --host gpu", "on one host")));
    }

    @Override
    public ExitCode run(Session session) {
        Operands.atMost(1, session.arguments());
        List<String> words = session.arguments().operands();
        if (words.isEmpty()) {
            return list(session, session.desired(List.of()));
        }
        if (!words.getFirst().equals(PULL)) {
            throw Operands.unknown("gantry models", words.getFirst(), List.of(PULL));
        }
        NodeCommand.refuse(session.arguments(), PULL, VERIFY);
        return Models.bring(session, session.desired(List.of()));
    }

    private static ExitCode list(Session session, Desired desired) {
        try (EngineSource engines = session.engines();
                var _ = session.invocation().cancellation().onCancel(engines::close)) {
            List<ModelState> states =
                    new Models(session, desired, engines)
                            .states(_ -> true, session.arguments().has(VERIFY));
            if (session.console().json()) {
                states.forEach(one -> session.console().printLine(JsonWriter.compact(json(one))));
            } else if (states.isEmpty()) {
                session.console().say("No stack has models.");
            } else {
                session.console().print(table(states));
            }
            boolean all = states.stream().allMatch(one -> one.state() == State.PRESENT);
            return all ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private static String table(List<ModelState> states) {
        Table table = new Table("STACK@HOST", "MODEL", "STATE", "SIZE", "VRAM", "REASON");
        for (ModelState one : states) {
            Model model = one.model();
            table.row(
                    one.deployment(),
                    model.source().name(),
                    one.state().word(),
                    one.size() < 0 ? "" : Amount.bytes(one.size()),
                    model.vram() == 0 ? "" : Model.inWords(model.vram()),
                    one.reason());
        }
        return table.text();
    }

    private static MapNode json(ModelState one) {
        return Json.object()
                .put("deployment", Json.of(one.deployment()))
                .put("model", Json.of(one.model().source().name()))
                .put("kind", Json.of(one.model().source().kind()))
                .put("state", Json.of(one.state().word()))
                .put("size", one.size() < 0 ? Json.nil() : Json.of(one.size()))
                .put("digest", Json.of(one.digest()))
                .put("vram", Json.of(one.model().vram()))
                .put("reason", Json.of(one.reason()))
                .build();
    }
}
