package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.server.gateway.Access;
import dev.gantry.server.gateway.Place;
import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.Registry;
import dev.gantry.server.web.ui.Assets;
import dev.gantry.server.web.ui.Frame;
import dev.gantry.server.web.ui.KeysView;
import dev.gantry.server.web.ui.NodeView;
import dev.gantry.server.web.ui.Pages;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pages, and the parts of them that are asked for again and again. */
final class Screens {
    /** Where those parts are. */
    static final String LIVE = "/ui/fragments/";

    private static final String NODES = "/nodes/";

    private final Control control;
    private final Registry registry;
    private final Views views;
    private final NodeViews nodeViews;
    private final KeyViews keyViews;
    private final EventFeed feed;
    private final Assets assets;

    Screens(Control control, Registry registry, Views views, EventFeed feed, Assets assets) {
        this.control = control;
        this.registry = registry;
        this.views = views;
        this.nodeViews = new NodeViews(views);
        this.keyViews = new KeyViews(registry);
        this.feed = feed;
        this.assets = assets;
    }

    KeyViews keyViews() {
        return keyViews;
    }

    /** Whether there is, or may be, a page of that path. */
    boolean has(String path) {
        return switch (path) {
            case "/", "/chat", "/keys", "/events", "/logout" -> true;
            default -> path.startsWith(NODES) || path.startsWith("/keys/");
        };
    }

    void show(Incoming incoming, Visitor visitor) {
        HttpServerRequest request = incoming.request();
        switch (incoming.path()) {
            case "/" ->
                    feed.known()
                            .onSuccess(events -> {
                                Frame frame = frame("Overview", "/", visitor);
                                ok(request, Pages.overview(frame, views.overview(events)));
                            });
            case LIVE + "overview" ->
                    feed.known()
                            .onSuccess(events -> ok(request, Pages.live(views.overview(events))));
            case "/events" ->
                    feed.fresh()
                            .onSuccess(events -> {
                                Frame frame = frame("Events", "/events", visitor);
                                ok(request, Pages.events(frame, views.events(events)));
                            });
            case LIVE + "events" ->
                    feed.known().onSuccess(events -> ok(request, Pages.live(views.events(events))));
            case "/keys" -> keys(request, 200, visitor, keyViews.plain(visitor));
            case "/chat" ->
                    ok(request, Pages.chat(frame("Chat", "/chat", visitor), models(visitor)));
            default -> named(incoming, visitor);
        }
    }

    /** What has a name in its path. */
    private void named(Incoming incoming, Visitor visitor) {
        String path = incoming.path();
        if (path.startsWith(NODES)) {
            node(
                    incoming,
                    visitor,
                    path.substring(NODES.length()),
                    view -> Pages.node(frame(view.name(), "/", visitor), view));
        } else if (path.startsWith(LIVE + "nodes/")) {
            node(incoming, visitor, path.substring((LIVE + "nodes/").length()), Pages::live);
        } else {
            missing(incoming, Optional.of(visitor));
        }
    }

    private void node(
            Incoming incoming, Visitor visitor, String segment, Function<NodeView, String> page) {
        node(segment)
                .ifPresentOrElse(
                        node -> ok(incoming.request(), page.apply(nodeViews.of(node))),
                        () -> missing(incoming, Optional.of(visitor)));
    }

    /**
     * The node of that name.
     *
     * @param segment of a path: the name, percent-encoded
     */
    Optional<InferenceNode> node(String segment) {
        String name = decoded(segment);
        return registry.snapshot().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst();
    }

    static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException _) {
            return segment;
        }
    }

    void keys(HttpServerRequest request, int status, Visitor visitor, KeysView view) {
        PageReplies.html(request, status, Pages.keys(frame("Keys", "/keys", visitor), view));
    }

    /** What somebody offers for chat at the moment, and this key may use. */
    private List<String> models(Visitor visitor) {
        return control.gateway().catalogue().places().stream()
                .filter(place -> place.open())
                .filter(place -> place.service().capabilities().contains(Capability.CHAT))
                .flatMap(Screens::names)
                .filter(name -> Access.refusal(visitor.key(), name).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> names(Place place) {
        return Stream.concat(
                place.models().stream().flatMap(List::stream),
                place.service().aliases().keySet().stream());
    }

    void missing(Incoming incoming, Optional<Visitor> visitor) {
        Frame frame =
                visitor.map(one -> frame("There is no such page", "", one))
                        .orElseGet(() -> outside("There is no such page"));
        PageReplies.html(
                incoming.request(),
                404,
                Pages.message(frame, "Nothing is at " + incoming.path() + "."));
    }

    void message(Incoming incoming, int status, String title, String text) {
        Frame frame =
                control.keys()
                        .visitor(incoming)
                        .map(visitor -> frame(title, "", visitor))
                        .orElseGet(() -> outside(title));
        PageReplies.html(incoming.request(), status, Pages.message(frame, text));
    }

    private Frame frame(String title, String here, Visitor visitor) {
        String who = control.keys().wanted() ? visitor.key().name() : "";
        return new Frame(title, here, true, who, visitor.token(), assets);
    }

    private Frame outside(String title) {
        return new Frame(title, "", false, "", "", assets);
    }

    private static void ok(HttpServerRequest request, String html) {
        PageReplies.html(request, 200, html);
    }
}
