package dev.gantry.secret;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Infisical as far as clients of secrets see it, with its traps: a path that is not there answers
 * 200 and nothing, imports are not merged, flags have other names and defaults from release to
 * release, and errors of validation have a list for a message. One project, in memory.
 *
 * @see <a
 *     href="https://github.com/Infisical/infisical/tree/main/backend/src/server/routes">routes</a>
 */
public final class FakeInfisical implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of(
                    "recursive",
                    "expandSecretReferences",
                    "include_imports",
                    "includeImports",
                    "viewSecretValue");

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final FakeInfisicalWorld world;
    private final FakeInfisicalLogins logins;
    private final List<String> requests = new ArrayList<>();
    private final Queue<FakeReply> instead = new ArrayDeque<>();
    private CountDownLatch meeting = new CountDownLatch(0);
    private boolean old;
    private boolean slow;
    private String retryAfter = "";

    private FakeInfisical(HttpServer server, FakeInfisicalWorld world, InstantSource clock) {
        this.server = server;
        this.world = world;
        this.logins = new FakeInfisicalLogins(clock);
    }

    /** Listens on this machine alone, on any free port. */
    public static FakeInfisical open(FakeInfisicalWorld world, InstantSource clock) {
        return open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), world, clock);
    }

    private static FakeInfisical open(
            InetSocketAddress address, FakeInfisicalWorld world, InstantSource clock) {
        try {
            HttpServer server = HttpServer.create(address, 0);
            FakeInfisical fake = new FakeInfisical(server, world, clock);
            server.setExecutor(fake.workers);
            server.createContext("/", fake::handle);
            server.start();
            return fake;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * As a program, to stand in for a backend: {@code PORT WORLD.json CLIENT-ID CLIENT-SECRET}.
     * Runs until it is stopped.
     */
    public static void main(String[] arguments) throws IOException {
        FakeInfisicalWorld world = FakeInfisicalWorld.of(Files.readString(Path.of(arguments[1])));
        InetSocketAddress address = new InetSocketAddress(Integer.parseInt(arguments[0]));
        FakeInfisical fake = open(address, world, InstantSource.system());
        fake.identity(arguments[2], arguments[3]);
        System.out.println("listening on " + fake.url());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public FakeInfisical identity(String clientId, String clientSecret) {
        logins.identity(clientId, clientSecret);
        return this;
    }

    /** A token that somebody has made by hand. */
    FakeInfisical token(String token) {
        logins.token(token);
        return this;
    }

    FakeInfisical tokensLive(Duration each, Duration most) {
        logins.lives(each, most);
        return this;
    }

    synchronized void expireTokens() {
        logins.expireTokens();
    }

    /** A release that has no v4 calls, and no projects by that name. */
    FakeInfisical old() {
        old = true;
        return this;
    }

    /** From now on nothing is answered. */
    synchronized void hang() {
        slow = true;
    }

    /** From now on a reading of secrets is answered when so many of them have come. */
    synchronized void meet(int readings) {
        meeting = new CountDownLatch(readings);
    }

    /** The next request gets this, whatever it is. */
    synchronized FakeInfisical instead(FakeReply reply) {
        instead.add(reply);
        return this;
    }

    /** From now on whoever reads secrets is to come back after so many seconds. */
    public synchronized void busy(String seconds) {
        retryAfter = seconds;
    }

    /** Method and path of each request so far. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many tokens were given. */
    synchronized int logins() {
        return logins.made();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        workers.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (isSlow()) {
                closing.await();
                return;
            }
            meet(exchange.getRequestURI().getPath());
            FakeReply reply = reply(exchange, new String(body, StandardCharsets.UTF_8));
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void meet(String path) throws InterruptedException {
        CountDownLatch others;
        synchronized (this) {
            others = meeting;
        }
        if (path.contains("/secrets")) {
            others.countDown();
            others.await();
        }
    }

    private synchronized boolean isSlow() {
        return slow;
    }

    private synchronized FakeReply reply(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        FakeReply next = instead.poll();
        if (next != null) {
            return next;
        }
        if (!retryAfter.isEmpty() && path.contains("/secrets")) {
            return FakeReply.error(429, "RateLimit", "slowly").with("Retry-After", retryAfter);
        }
        if (exchange.getRequestMethod().equals("POST")) {
            return post(path, InfisicalComplaint.object(body).orElseThrow());
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (!logins.knows(authorization == null ? "" : authorization)) {
            return FakeInfisicalLogins.refused();
        }
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return get(path, query)
                .orElseGet(() -> FakeReply.noRoute("GET", exchange.getRequestURI().toString()));
    }

    private FakeReply post(String path, Fields body) {
        return switch (path) {
            case "/api/v1/auth/universal-auth/login" -> logins.login(body);
            case "/api/v1/auth/token/renew" -> logins.renew(body);
            default -> FakeReply.noRoute("POST", path);
        };
    }

    private Optional<FakeReply> get(String path, Map<String, String> query) {
        return switch (path) {
            case "/api/v4/secrets" ->
                    old ? Optional.empty() : Optional.of(secrets("projectId", "true", query));
            case "/api/v3/secrets/raw" -> Optional.of(secrets("workspaceId", "false", query));
            case "/api/v1/folders" -> Optional.of(folders(query));
            case "/api/v1/projects/slug/" + FakeInfisicalWorld.SLUG ->
                    old ? Optional.empty() : Optional.of(FakeReply.ok(project()));
            case "/api/v2/workspace/" + FakeInfisicalWorld.SLUG ->
                    Optional.of(FakeReply.ok(project()));
            case "/api/v1/projects/" + FakeInfisicalWorld.PROJECT ->
                    old ? Optional.empty() : Optional.of(wrapped("project"));
            case "/api/v1/workspace/" + FakeInfisicalWorld.PROJECT ->
                    Optional.of(wrapped("workspace"));
            default ->
                    path.startsWith("/api/v2/workspace/")
                                    || (path.startsWith("/api/v1/projects/") && !old)
                            ? Optional.of(notFound("Project not found"))
                            : Optional.empty();
        };
    }

    /**
     * @param project the name of its parameter
     * @param imports the default of {@code includeImports}, which the older call has under another
     *     name, and leaves out by default
     */
    private FakeReply secrets(String project, String imports, Map<String, String> query) {
        for (String flag : FLAGS) {
            String value = query.getOrDefault(flag, "true");
            if (!value.equals("true") && !value.equals("false")) {
                return FakeReply.invalid(flag, "Invalid enum value. Expected 'true' | 'false'");
            }
        }
        String environment = query.getOrDefault("environment", "");
        if (!query.containsKey(project) || environment.isEmpty()) {
            return FakeReply.error(400, "BadRequest", "Missing project id or environment");
        }
        if (!FakeInfisicalWorld.PROJECT.equals(query.get(project))) {
            return notFound("Project with ID '" + query.get(project) + "' not found");
        }
        String named = imports.equals("true") ? "includeImports" : "include_imports";
        try {
            return FakeReply.ok(
                            world.listing(
                                    environment,
                                    query.getOrDefault("secretPath", "/"),
                                    query.getOrDefault("expandSecretReferences", "false")
                                            .equals("true"),
                                    query.getOrDefault(named, imports).equals("true")))
                    .with("ETag", "\"1\"");
        } catch (FakeInfisicalWorld.Forbidden _) {
            return FakeReply.error(
                    403, "PermissionDenied", "You are not allowed to read on secrets");
        }
    }

    private FakeReply folders(Map<String, String> query) {
        String environment = query.getOrDefault("environment", "");
        if (!world.has(environment)) {
            return notFound("Environment with slug '" + environment + "' not found");
        }
        List<MapNode> folders =
                world.below(environment, query.getOrDefault("path", "/")).stream()
                        .map(name -> Json.object().put("name", Json.of(name)).build())
                        .toList();
        return FakeReply.ok(Json.object().put("folders", Json.array(folders)).build());
    }

    private MapNode project() {
        List<MapNode> environments =
                world.environments().stream()
                        .map(slug -> Json.object().put("slug", Json.of(slug)).build())
                        .toList();
        return Json.object()
                .put("id", Json.of(FakeInfisicalWorld.PROJECT))
                .put("slug", Json.of(FakeInfisicalWorld.SLUG))
                .put("environments", Json.array(environments))
                .build();
    }

    private FakeReply wrapped(String key) {
        return FakeReply.ok(Json.object().put(key, project()).build());
    }

    private static FakeReply notFound(String message) {
        return FakeReply.error(404, "NotFound", message);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String one : raw == null ? new String[0] : raw.split("&")) {
            int equals = one.indexOf('=');
            query.put(
                    one.substring(0, equals),
                    URLDecoder.decode(one.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }
}
