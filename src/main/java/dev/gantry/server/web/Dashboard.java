package dev.gantry.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.server.gateway.Route;
import dev.gantry.server.gateway.Routes;
import dev.gantry.server.registry.Registry;
import dev.gantry.server.web.ui.Assets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Pages for people: who may see which, and which request is for which. */
final class Dashboard implements Room {
    private static final Set<String> PATHS =
            Set.of("/", "/chat", "/events", "/keys", "/login", "/logout");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final long BODY = 64 * 1024;

    private final Vertx vertx;

    /** With the body of a form. */
    private final Duration patience;

    private final Keys keys;
    private final Assets assets = Assets.load();
    private final Login login;
    private final Screens screens;
    private final Changes changes;

    Dashboard(
            Vertx vertx,
            Control control,
            Registry registry,
            Server.Settings settings,
            Server.Surroundings surroundings) {
        this.vertx = vertx;
        this.patience = settings.timeouts().request();
        this.keys = control.keys();
        this.login = new Login(keys, assets);
        EventFeed feed = new EventFeed(vertx, surroundings.store());
        Views views = new Views(control, registry, surroundings.clock());
        this.screens = new Screens(control, registry, views, feed, assets);
        this.changes = new Changes(vertx, control, registry, settings, surroundings, screens);
    }

    /** Its own paths, and those of nobody when it is a person who asks. */
    @Override
    public boolean has(Incoming incoming) {
        String path = incoming.path();
        return PATHS.contains(path)
                || path.startsWith("/ui/")
                || path.startsWith("/nodes/")
                || path.startsWith("/keys/")
                || (READING.contains(incoming.method())
                        && incoming.field("accept").contains("text/html")
                        && Routes.of(incoming.method(), path) instanceof Route.None);
    }

    @Override
    public void handle(Incoming incoming) {
        String path = incoming.path();
        if (!READING.contains(incoming.method())) {
            change(incoming);
        } else if (path.startsWith(Assets.ROOT)) {
            asset(incoming);
        } else if (path.equals("/login")) {
            login.show(incoming.request());
        } else {
            look(incoming);
        }
    }

    private void asset(Incoming incoming) {
        assets.at(incoming.path())
                .ifPresentOrElse(
                        asset -> PageReplies.asset(incoming.request(), asset),
                        () -> screens.missing(incoming, keys.visitor(incoming)));
    }

    private void look(Incoming incoming) {
        boolean live = incoming.path().startsWith(Screens.LIVE);
        Optional<Visitor> visitor = keys.visitor(incoming);
        if (visitor.isPresent()) {
            if (!live) {
                keys.goesOn(incoming);
            }
            screens.show(incoming, visitor.get());
        } else if (live) {
            PageReplies.leave(incoming.request(), "/login");
        } else if (screens.has(incoming.path())) {
            PageReplies.see(incoming.request(), "/login");
        } else {
            screens.missing(incoming, visitor);
        }
    }

    private void change(Incoming incoming) {
        HttpServerRequest request = incoming.request();
        Optional<Visitor> visitor = keys.visitor(incoming);
        if (!incoming.method().equals("POST")) {
            request.response().putHeader("Allow", "GET, POST");
            screens.message(incoming, 405, "Not so", "Pages are for GET and POST.");
        } else if (!wellMeant(incoming)) {
            screens.message(incoming, 403, "Not from here", "No page of this server sends that.");
        } else if (incoming.path().equals("/login")) {
            read(request, form -> login.enter(incoming, form));
        } else if (visitor.isEmpty()) {
            PageReplies.see(request, "/login");
        } else {
            read(request, form -> change(incoming, visitor.get(), form));
        }
    }

    /** As forms of our own are sent. The door has looked at the origin. */
    private static boolean wellMeant(Incoming incoming) {
        String site = incoming.field("sec-fetch-site");
        return (site.isEmpty() || site.equals("same-origin"))
                && incoming.field("content-type").startsWith(PageForm.TYPE);
    }

    private void change(Incoming incoming, Visitor visitor, PageForm form) {
        if (!visitor.knows(form.text("csrf"))) {
            screens.message(
                    incoming,
                    403,
                    "Out of date",
                    "That form was of another session. Load its page again, and send it from there.");
            return;
        }
        keys.goesOn(incoming);
        if (incoming.path().equals("/logout")) {
            login.leave(incoming);
        } else {
            changes.make(incoming, visitor, form);
        }
    }

    private void read(HttpServerRequest request, Consumer<PageForm> then) {
        new BodyReader(
                        size -> BodyBudget.refusal(size, BODY),
                        body -> then.accept(PageForm.read(body.toString(UTF_8))),
                        error -> Replies.error(request, error))
                .read(request, vertx, patience);
    }
}
