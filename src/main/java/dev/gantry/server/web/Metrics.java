package dev.gantry.server.web;

import dev.gantry.server.gateway.Lanes;
import dev.gantry.server.gateway.Place;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What has happened, for Prometheus. */
final class Metrics {
    private static final double SECOND = 1e9;
    private static final double[] LATENCIES = {
        .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120, 300
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder().build();

    private final Counter requests =
            Counter.builder()
                    .name("gantry_requests_total")
                    .help("Requests that are over, by lane, last upstream and status.")
                    .labelNames("lane", "upstream", "status")
                    .register(registry);
    private final Counter failures =
            Counter.builder()
                    .name("gantry_upstream_failures_total")
                    .help("Attempts at an upstream that brought no whole answer.")
                    .labelNames("upstream")
                    .register(registry);
    private final Counter tokens =
            Counter.builder()
                    .name("gantry_tokens_total")
                    .help("Tokens of answers, as upstreams report them.")
                    .labelNames("lane", "upstream")
                    .register(registry);
    private final Histogram firstByte =
            Histogram.builder()
                    .name("gantry_first_byte_seconds")
                    .help("From a request to the first byte of its answer, waiting included.")
                    .labelNames("lane")
                    .classicUpperBounds(LATENCIES)
                    .classicOnly()
                    .register(registry);
    private final Histogram duration =
            Histogram.builder()
                    .name("gantry_request_seconds")
                    .help("From a request to the end of its answer.")
                    .labelNames("lane")
                    .classicUpperBounds(LATENCIES)
                    .classicOnly()
                    .register(registry);

    /** Adds what is the case at the moment somebody asks. */
    void watch(Gateway gateway, Connections connections, AccessLog accessLog) {
        gauge("gantry_waiting_requests", "Requests that wait for an upstream.", "lane")
                .callback(now ->
                        lanes(gateway).names().stream()
                                .forEach(
                                        lane -> now.call(gateway.dispatcher().waiting(lane), lane)))
                .register(registry);
        gauge("gantry_upstream_requests", "Requests that an upstream works on.", "upstream")
                .callback(now ->
                        gateway.catalogue()
                                .places()
                                .forEach(place ->
                                        now.call(
                                                gateway.dispatcher().outstanding(place.id()),
                                                place.id())))
                .register(registry);
        gauge("gantry_upstream_open", "Whether an upstream takes requests.", "upstream")
                .callback(now ->
                        gateway.catalogue()
                                .places()
                                .forEach(place -> now.call(place.open() ? 1 : 0, place.id())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("gantry_client_connections")
                .help("Open connections of clients.")
                .callback(now -> now.call(connections.count()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("gantry_request_body_bytes")
                .help("Memory that bodies of requests take.")
                .callback(now -> now.call((double) gateway.bodies().taken()))
                .register(registry);
        CounterWithCallback.builder()
                .name("gantry_access_log_lost_lines_total")
                .help("Lines of the access log that the disk was too slow or too full for.")
                .callback(now -> now.call((double) accessLog.lost()))
                .register(registry);
    }

    private static Lanes lanes(Gateway gateway) {
        return gateway.settings().lanes();
    }

    private static GaugeWithCallback.Builder gauge(String name, String help, String label) {
        return GaugeWithCallback.builder().name(name).help(help).labelNames(label);
    }

    void failed(Place place) {
        failures.labelValues(place.id()).inc();
    }

    void ended(Trace trace) {
        String status = Integer.toString(trace.status());
        requests.labelValues(trace.lane(), trace.upstream(), status).inc();
        // A WebSocket lasts as long as somebody looks at it.
        if (trace.status() != 101) {
            duration.labelValues(trace.lane()).observe(trace.nanos() / SECOND);
        }
        if (trace.nanosToFirstByte() >= 0) {
            firstByte.labelValues(trace.lane()).observe(trace.nanosToFirstByte() / SECOND);
        }
        if (trace.answerTokens() > 0) {
            tokens.labelValues(trace.lane(), trace.upstream()).inc(trace.answerTokens());
        }
    }

    /** In Prometheus' text format. */
    byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    String contentType() {
        return writer.getContentType();
    }
}
