package dev.gantry.server.web;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.gateway.Lanes;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.NewKey;
import dev.gantry.server.registry.Registrar;
import dev.gantry.server.registry.Registry;
import dev.gantry.server.registry.RegistryJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What the forms of the dashboard change in the registry. */
final class Changes {
    private final Vertx vertx;
    private final Registry registry;
    private final Registrar registrar;
    private final Gateway gateway;
    private final Screens screens;

    Changes(
            Vertx vertx,
            Control control,
            Registry registry,
            Server.Settings settings,
            Server.Surroundings surroundings,
            Screens screens) {
        this.vertx = vertx;
        this.registry = registry;
        this.registrar = new Registrar(surroundings.store(), surroundings.clock(), settings.name());
        this.gateway = control.gateway();
        this.screens = screens;
    }

    /** {@code POST /nodes/NAME/drain} and the like. */
    void make(Incoming incoming, Visitor visitor, PageForm form) {
        List<String> words = List.of(incoming.path().substring(1).split("/"));
        String name = words.size() > 1 ? Screens.decoded(words.get(1)) : "";
        String what = words.getFirst() + (words.size() == 3 ? " " + words.get(2) : "");
        switch (what) {
            case "nodes drain" -> node(incoming, name, true);
            case "nodes undrain" -> node(incoming, name, false);
            case "keys disable" -> key(incoming, name, true);
            case "keys enable" -> key(incoming, name, false);
            case "keys" -> newKey(incoming, visitor, form);
            default -> screens.missing(incoming, Optional.of(visitor));
        }
    }

    private void node(Incoming incoming, String name, boolean drain) {
        String path = incoming.path();
        String back = path.substring(0, path.lastIndexOf('/'));
        finish(incoming, back, work(() -> registrar.drain(name, drain)));
    }

    private void key(Incoming incoming, String id, boolean disable) {
        finish(incoming, "/keys", work(() -> registrar.disableKey(id, disable)));
    }

    private void finish(Incoming incoming, String back, Future<Boolean> done) {
        done.onComplete(
                found -> {
                    if (found) {
                        PageReplies.see(incoming.request(), back);
                    } else {
                        screens.message(incoming, 404, "It is gone", "Somebody has removed it.");
                    }
                },
                why -> failed(incoming, why));
    }

    private void failed(Incoming incoming, Throwable why) {
        ApiError error = Api.error(why);
        screens.message(incoming, error.status(), "That did not work", error.message());
    }

    /** Where it may wait; when it is done, the view of the registry has it. */
    private <T> Future<T> work(Callable<T> change) {
        return Waiting.on(
                vertx,
                () -> {
                    T result = change.call();
                    registry.refresh();
                    return result;
                });
    }

    private void newKey(Incoming incoming, Visitor visitor, PageForm form) {
        Lanes lanes = gateway.settings().lanes();
        Optional<String> unknown =
                form.list("lanes").stream().filter(lane -> !lanes.has(lane)).findFirst();
        if (unknown.isPresent()) {
            again(
                    incoming,
                    visitor,
                    form,
                    "There is no lane \""
                            + unknown.get()
                            + "\"; there are "
                            + String.join(", ", lanes.names())
                            + ".");
            return;
        }
        NewKey made = NewKey.random();
        work(() -> added(form, made))
                .onComplete(
                        key ->
                                screens.keys(
                                        incoming.request(),
                                        201,
                                        visitor,
                                        screens.keyViews()
                                                .made(visitor, key.name(), made.secret())),
                        why -> again(incoming, visitor, form, words(why)));
    }

    private ApiKey added(PageForm form, NewKey made) {
        Instant now = registrar.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        ApiKey key = RegistryJson.key(json(form), made.id(), now);
        registrar.addKey(key, made.hash());
        return key;
    }

    private static MapNode json(PageForm form) {
        MapNode.Builder key =
                Json.object()
                        .put("name", Json.of(form.text("name")))
                        .put("role", Json.of(form.text("role")))
                        .put("models", Json.strings(form.list("models")))
                        .put("lanes", Json.strings(form.list("lanes")));
        limit(key, "requests_per_minute", form.text("requests"));
        limit(key, "tokens_per_minute", form.text("tokens"));
        return key.build();
    }

    /** What is no number, the registry refuses, and says so. */
    private static void limit(MapNode.Builder key, String name, String text) {
        if (text.matches("[0-9]{1,18}")) {
            key.put(name, Json.of(Long.parseLong(text)));
        } else if (!text.isEmpty()) {
            key.put(name, Json.of(text));
        }
    }

    private void again(Incoming incoming, Visitor visitor, PageForm form, String trouble) {
        screens.keys(
                incoming.request(), 400, visitor, screens.keyViews().wrong(visitor, form, trouble));
    }

    private static String words(Throwable why) {
        return why instanceof InputException wrong
                ? wrong.problems().stream().map(Changes::words).collect(Collectors.joining("; "))
                : Api.error(why).message();
    }

    private static String words(Problem problem) {
        String hint = problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")";
        return problem.message() + hint;
    }
}
