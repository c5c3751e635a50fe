package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The short syntax of a port: {@code [[HOST_IP:]PUBLISHED[-END]:]TARGET[-END][/PROTOCOL]}. */
record PortSpec(String hostIp, String published, String target, String protocol) {

    /** From and to, both included. */
    private record Range(int start, int end) {
        static Range of(String text, String spec, String which) {
            int dash = text.indexOf('-');
            int start = port(dash < 0 ? text : text.substring(0, dash), spec, which);
            int end = dash < 0 ? start : port(text.substring(dash + 1), spec, which);
            if (end < start) {
                throw new IllegalArgumentException(
                        "invalid " + which + ": " + text + " runs backwards");
            }
            return new Range(start, end);
        }

        private static int port(String text, String spec, String which) {
            if (!ValueType.isInteger(text)
                    || !Character.isDigit(text.charAt(0))
                    || text.length() > 5
                    || Integer.parseInt(text) < 0
                    || Integer.parseInt(text) > 65535) {
                throw new IllegalArgumentException(
                        "invalid " + which + ": " + (text.isEmpty() ? spec : text));
            }
            return Integer.parseInt(text);
        }

        int size() {
            return end - start + 1;
        }
    }

    /**
     * The long forms, one for each port.
     *
     * @throws IllegalArgumentException saying in words what is wrong
     */
    static List<MapNode> parse(String spec, Location location) {
        return split(spec).ports(spec, location);
    }

    private static PortSpec split(String spec) {
        String[] halves = spec.split("/", -1);
        boolean plain = halves.length == 1 || halves[1].isEmpty();
        String protocol = plain ? "tcp" : halves[1].toLowerCase(Locale.ROOT);
        String rest = halves[0];
        int last = rest.lastIndexOf(':');
        String target = rest.substring(last + 1);
        String before = last < 0 ? "" : rest.substring(0, last);
        int middle = before.lastIndexOf(':');
        String published = before.substring(middle + 1);
        String ip = middle < 0 ? "" : before.substring(0, middle);
        if (ip.startsWith("[") && ip.endsWith("]")) {
            ip = ip.substring(1, ip.length() - 1);
        } else if (ip.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "invalid IP address " + ip + ": put IPv6 addresses in brackets");
        }
        return new PortSpec(ip, published, target, protocol);
    }

    private List<MapNode> ports(String spec, Location location) {
        if (target.isEmpty()) {
            throw new IllegalArgumentException("no port specified: " + spec + "<empty>");
        }
        Range inside = Range.of(target, spec, "containerPort");
        if (inside.start() == 0) {
            throw new IllegalArgumentException("0 is no port of a container");
        }
        if (!protocol.equals("tcp") && !protocol.equals("udp") && !protocol.equals("sctp")) {
            throw new IllegalArgumentException("invalid proto: " + protocol);
        }
        if (!hostIp.isEmpty() && !IpText.isAddress(hostIp)) {
            throw new IllegalArgumentException("invalid IP address: " + hostIp);
        }
        if (published.isEmpty()) {
            return many(inside, null, location);
        }
        Range outside = Range.of(published, spec, "hostPort");
        if (outside.size() != inside.size() && inside.size() != 1) {
            throw new IllegalArgumentException(
                    "invalid ranges specified for container and host Ports: "
                            + target
                            + " and "
                            + published);
        }
        return many(inside, outside, location);
    }

    private List<MapNode> many(Range inside, @Nullable Range outside, Location location) {
        List<MapNode> ports = new ArrayList<>();
        for (int i = 0; i < inside.size(); i++) {
            String outer =
                    outside == null
                            ? ""
                            : inside.size() == outside.size()
                                    ? Integer.toString(outside.start() + i)
                                    : published;
            ports.add(one(inside.start() + i, outer, location));
        }
        return ports;
    }

    private MapNode one(int inner, String outer, Location location) {
        MapNode.Builder port =
                MapNode.builder(location).put("mode", ScalarNode.string("ingress", location));
        if (!hostIp.isEmpty()) {
            port.put("host_ip", ScalarNode.string(hostIp, location));
        }
        port.put("target", ScalarNode.integer(inner, location));
        if (!outer.isEmpty()) {
            port.put("published", ScalarNode.string(outer, location));
        }
        return port.put("protocol", ScalarNode.string(protocol, location)).build();
    }
}
