package dev.gantry.server.web;

import dev.gantry.server.registry.InferenceNode;
import dev.gantry.server.registry.InferenceService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/** The way to inference services: addresses, connections, keys. */
final class Upstreams {
    /** More than one machine has; waiting happens in lanes, not for connections. */
    private static final int CONNECTIONS = 20_000;

    /**
     * Shorter than what servers keep, of which cpp-httplib and uvicorn close after 5 s; they are
     * looked through once a second.
     */
    private static final int KEPT_SECONDS = 3;

    private final Addresses addresses;
    private final Map<String, String> environment;
    private final HttpClientAgent client;
    private final WebSocketClient webSockets;

    /** Connections that no request has used yet. */
    private final Set<HttpConnection> fresh = Collections.newSetFromMap(new WeakHashMap<>());

    /**
     * @param allowed which addresses may be asked
     * @param environment where the keys of services are
     */
    Upstreams(
            Vertx vertx,
            Timeouts timeouts,
            Predicate<InetAddress> allowed,
            Map<String, String> environment) {
        this.addresses = new Addresses(vertx, allowed);
        this.environment = environment;
        int connect = (int) timeouts.connect().toMillis();
        this.client =
                vertx.httpClientBuilder()
                        .with(
                                new HttpClientOptions()
                                        .setConnectTimeout(connect)
                                        .setKeepAliveTimeout(KEPT_SECONDS)
                                        .setTcpKeepAlive(true)
                                        .setHttp2ClearTextUpgrade(false)
                                        .setMaxHeaderSize(64 * 1024)
                                        .setMaxInitialLineLength(16 * 1024))
                        .with(
                                new PoolOptions()
                                        .setHttp1MaxSize(CONNECTIONS)
                                        .setMaxWaitQueueSize(CONNECTIONS))
                        .withConnectHandler(fresh::add)
                        .build();
        this.webSockets =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions()
                                .setConnectTimeout(connect)
                                .setMaxConnections(CONNECTIONS)
                                .setMaxFrameSize(Tunnel.LARGEST_FRAME)
                                .setMaxMessageSize(Tunnel.LARGEST_FRAME));
    }

    /**
     * A request that is connected and not sent.
     *
     * @param uri path and query, without the service's own {@code path}
     */
    Future<HttpClientRequest> request(
            InferenceNode node, InferenceService service, HttpMethod method, String uri) {
        return direct(node, service, method, service.path() + uri);
    }

    /**
     * The same.
     *
     * @param uri the whole of it
     */
    Future<HttpClientRequest> direct(
            InferenceNode node, InferenceService service, HttpMethod method, String uri) {
        return addresses
                .resolve(node.address())
                .compose(address ->
                        client.request(options(node, service, address, uri).setMethod(method)));
    }

    Future<InetAddress> resolve(InferenceNode node) {
        return addresses.resolve(node.address());
    }

    WebSocketClient webSockets() {
        return webSockets;
    }

    /**
     * Whether its connection has carried requests before, and so may be dead without anybody
     * knowing.
     */
    boolean reused(HttpClientRequest request) {
        return !fresh.remove(request.connection());
    }

    /** The key that the service wants, for {@code Authorization}. */
    Optional<String> authorization(InferenceService service) {
        String token = environment.getOrDefault(service.tokenVariable(), "");
        return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
    }

    private static RequestOptions options(
            InferenceNode node, InferenceService service, InetAddress address, String uri) {
        return new RequestOptions()
                .setServer(server(address, service))
                .setHost(node.address())
                .setPort(service.port())
                .setSsl(service.tls())
                .setURI(uri);
    }

    static SocketAddress server(InetAddress address, InferenceService service) {
        return SocketAddress.inetSocketAddress(new InetSocketAddress(address, service.port()));
    }
}
