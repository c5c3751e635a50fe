package dev.gantry.server.web;

import dev.gantry.diag.InputException;
import dev.gantry.diag.OperationException;
import dev.gantry.diag.Problem;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.server.gateway.ApiError;
import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.NewKey;
import dev.gantry.server.registry.Registrar;
import dev.gantry.server.registry.Registry;
import dev.gantry.server.registry.RegistryJson;
import dev.gantry.server.registry.RegistryStore;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The registry over HTTP, for administrators. {@code openapi.json} describes it. */
final class Api implements Room {
    private static final String ROOT = "/api/v1/";
    private static final long BODY = 1024 * 1024;
    private static final int EVENTS = 200;

    private final Vertx vertx;
    private final Control control;
    private final Registry registry;
    private final RegistryStore store;
    private final Registrar registrar;
    private final Server.Settings settings;
    private final InstantSource clock;
    private final Buffer description = OpenApi.read();

    Api(
            Vertx vertx,
            Control control,
            Registry registry,
            Server.Settings settings,
            Server.Surroundings surroundings) {
        this.vertx = vertx;
        this.control = control;
        this.registry = registry;
        this.store = surroundings.store();
        this.settings = settings;
        this.clock = surroundings.clock();
        this.registrar = new Registrar(store, clock, settings.name());
    }

    @Override
    public boolean has(Incoming incoming) {
        return incoming.path().startsWith(ROOT);
    }

    /** What a path asks for, and with what. */
    private record Call(Incoming incoming, List<String> words, Buffer body) {
        /** {@code POST nodes NAME drain}. */
        String verb() {
            String named = words.size() > 1 ? " NAME" : "";
            String what =
                    words.size() > 2 ? " " + String.join(" ", words.subList(2, words.size())) : "";
            return incoming.method() + " " + words.getFirst() + named + what;
        }

        String name() {
            return words.size() > 1 ? words.get(1) : "";
        }
    }

    /** An answer. */
    private record Reply(int status, Node body) {}

    @Override
    public void handle(Incoming incoming) {
        HttpServerRequest request = incoming.request();
        if (incoming.path().equals(ROOT + "openapi.json")) {
            request.response().putHeader("Content-Type", "application/json").end(description);
            return;
        }
        Optional<ApiError> refusal = Keys.refusal(control.keys().of(incoming), true);
        if (refusal.isPresent()) {
            Replies.error(request, refusal.get());
            return;
        }
        List<String> words = List.of(incoming.path().substring(ROOT.length()).split("/"));
        new BodyReader(
                        size -> BodyBudget.refusal(size, BODY),
                        body -> answer(new Call(incoming, words, body)),
                        error -> Replies.error(request, error))
                .read(request, vertx, settings.timeouts().request());
    }

    private void answer(Call call) {
        HttpServerRequest request = call.incoming().request();
        Optional<Reply> known = ofTheLoop(call);
        if (known.isPresent()) {
            Replies.json(request, known.get().status(), known.get().body());
            return;
        }
        Callable<Reply> work = () -> ofTheStore(call);
        vertx.executeBlocking(work, false)
                .onComplete(
                        reply -> Replies.json(request, reply.status(), reply.body()),
                        why -> Replies.error(request, error(why)));
    }

    /** What is known without asking the store. */
    private Optional<Reply> ofTheLoop(Call call) {
        return switch (call.verb()) {
            case "GET nodes" -> Optional.of(ok(list("nodes", nodes())));
            case "GET nodes NAME" -> Optional.of(node(call.name()));
            case "GET keys" -> Optional.of(ok(list("keys", keys())));
            case "GET status" -> Optional.of(ok(StatusReport.of(control)));
            default -> Optional.empty();
        };
    }

    private Reply node(String name) {
        return registry.snapshot().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .map(node -> ok(RegistryJson.of(node)))
                .orElseGet(() -> missing("node", name));
    }

    private List<MapNode> keys() {
        return registry.snapshot().keys().values().stream()
                .sorted(Comparator.comparing(ApiKey::name))
                .map(RegistryJson::of)
                .toList();
    }

    private static MapNode list(String name, List<MapNode> items) {
        return Json.object().put(name, Json.array(items)).build();
    }

    private List<MapNode> nodes() {
        return registry.snapshot().nodes().stream().map(RegistryJson::of).toList();
    }

    /** On a thread that may wait. */
    private Reply ofTheStore(Call call) {
        Reply reply =
                switch (call.verb()) {
                    case "POST nodes", "PUT nodes NAME" -> put(call);
                    case "DELETE nodes NAME" ->
                            done("node", call, registrar.removeNode(call.name()));
                    case "POST nodes NAME drain" ->
                            done("node", call, registrar.drain(call.name(), true));
                    case "POST nodes NAME undrain" ->
                            done("node", call, registrar.drain(call.name(), false));
                    case "POST keys" -> newKey(call);
                    case "POST keys NAME disable" ->
                            done("key", call, registrar.disableKey(call.name(), true));
                    case "POST keys NAME enable" ->
                            done("key", call, registrar.disableKey(call.name(), false));
                    case "DELETE keys NAME" -> done("key", call, registrar.removeKey(call.name()));
                    case "GET events" ->
                            ok(
                                    list(
                                            "events",
                                            store.events(EVENTS).stream()
                                                    .map(RegistryJson::of)
                                                    .toList()));
                    default ->
                            new Reply(
                                    404,
                                    body(ApiError.of(404, "unknown_path", "see openapi.json")));
                };
        if (!call.incoming().method().equals("GET")) {
            registry.refresh();
        }
        return reply;
    }

    private Reply put(Call call) {
        InferenceNode node = RegistryJson.node(read(call));
        if (!call.name().isEmpty() && !call.name().equals(node.name())) {
            return new Reply(
                    400, body(ApiError.invalid("name_mismatch", "the path names another node")));
        }
        Optional<String> refused = settings.addresses().refusal(node.address());
        if (refused.isPresent()) {
            return new Reply(400, body(ApiError.invalid("address_refused", refused.get())));
        }
        Registrar.Put put = registrar.put(node);
        return new Reply(put == Registrar.Put.ADDED ? 201 : 200, RegistryJson.of(node));
    }

    private Reply newKey(Call call) {
        NewKey made = NewKey.random();
        ApiKey key =
                RegistryJson.key(
                        read(call), made.id(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        registrar.addKey(key, made.hash());
        MapNode.Builder told = Json.object();
        RegistryJson.of(key).entries().forEach((name, entry) -> told.put(name, entry.value()));
        return new Reply(201, told.put("key", Json.of(made.secret())).build());
    }

    private static Node read(Call call) {
        return JsonReader.read("body", call.body().getBytes());
    }

    private Reply done(String what, Call call, boolean found) {
        if (!found) {
            return missing(what, call.name());
        }
        return ok(Json.object().put(what, Json.of(call.name())).build());
    }

    private static Reply ok(Node body) {
        return new Reply(200, body);
    }

    private static Reply missing(String what, String name) {
        return new Reply(
                404, body(ApiError.of(404, "not_found", "there is no " + what + " " + name)));
    }

    private static Node body(ApiError error) {
        return JsonReader.read("error", error.json());
    }

    static ApiError error(Throwable why) {
        return switch (why) {
            case InputException wrong ->
                    ApiError.invalid(
                            "invalid_input",
                            wrong.problems().stream()
                                    .map(Api::words)
                                    .collect(Collectors.joining("; ")));
            case OperationException world ->
                    ApiError.of(
                            503, "registry_unavailable", world.getMessage() + "; " + world.next());
            default -> ApiError.of(500, "internal_error", "internal error");
        };
    }

    private static String words(Problem problem) {
        String hint = problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")";
        return problem.location() + ": " + problem.message() + hint;
    }
}
