package dev.gantry.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * The wires of one lab: a bridge in a network namespace of its own, one leg of it in the user's
 * machine, and one to each lab machine. The bridge does not stand in the user's own namespace since
 * the rules of a Docker Engine there would eat what machines send to each other.
 *
 * @param prefix begins the name of every namespace of this lab
 * @param subnet the third octet of the lab's addresses, 1 to 254
 */
record LabNetwork(String prefix, int subnet, Path lock) {
    private static final String BASE = "10.235.";
    private static final Path NAMESPACES = Path.of("/run/netns");

    String address(int machine) {
        return BASE + subnet + "." + (10 + machine);
    }

    String range() {
        return BASE + subnet + ".0/24";
    }

    String namespace(String host) {
        return prefix + "." + host;
    }

    Path namespaceFile(String host) {
        return NAMESPACES.resolve(namespace(host));
    }

    private String leg() {
        return "gantry-" + subnet;
    }

    /** Whether this machine uses the subnet for something else than a lab. */
    static boolean taken(int subnet) {
        String routes = Shell.run("ip", "-4", "route", "show", "table", "all");
        return (routes + " ").contains(BASE + subnet + ".");
    }

    void lay() {
        if (!Files.exists(NAMESPACES.resolve(prefix))) {
            locked(
                    "ip netns add " + prefix,
                    "ip -n " + prefix + " link set lo up",
                    "ip -n " + prefix + " link add br0 type bridge",
                    "ip -n " + prefix + " link set br0 up");
        }
        if (!Files.exists(Path.of("/sys/class/net", leg()))) {
            locked(
                    "ip link add " + leg() + " type veth peer name leg netns " + prefix,
                    "ip addr add " + BASE + subnet + ".1/24 dev " + leg(),
                    "ip link set " + leg() + " up",
                    "ip -n " + prefix + " link set leg master br0",
                    "ip -n " + prefix + " link set leg up");
        }
    }

    /** Gives a machine a network namespace with a cable to the bridge, both new. */
    void attach(String host, int machine) {
        detach(host, machine);
        String own = namespace(host);
        locked(
                "ip netns add " + own,
                "ip link add p"
                        + machine
                        + " netns "
                        + prefix
                        + " type veth peer name eth0 address "
                        + hardwareAddress(machine)
                        + " netns "
                        + own,
                "ip -n " + prefix + " link set p" + machine + " master br0",
                "ip -n " + prefix + " link set p" + machine + " up",
                "ip -n " + own + " link set lo up",
                "ip -n " + own + " addr add " + address(machine) + "/24 dev eth0",
                "ip -n " + own + " link set eth0 up");
    }

    /** The same after every boot, as its neighbours remember it. */
    private String hardwareAddress(int machine) {
        HexFormat hex = HexFormat.of();
        return "02:6c:61:62:"
                + hex.toHexDigits((byte) subnet)
                + ":"
                + hex.toHexDigits((byte) machine);
    }

    void detach(String host, int machine) {
        // The cable first: the kernel takes its time to remove what a deleted namespace held.
        Shell.ask("ip", "-n", prefix, "link", "del", "p" + machine);
        removeNamespace(namespace(host));
    }

    void remove() {
        Shell.ask("ip", "link", "del", leg());
        removeNamespace(prefix);
    }

    static void removeNamespace(String name) {
        if (Files.exists(NAMESPACES.resolve(name))) {
            Shell.run("ip", "netns", "del", name);
        }
    }

    /** Plugs or pulls the machine's cable. */
    void cable(int machine, boolean plugged) {
        Shell.run("ip", "-n", prefix, "link", "set", "p" + machine, plugged ? "up" : "down");
    }

    /** Every process that was started in a namespace, whoever remembers it. */
    static List<Long> processes(String namespace) {
        if (!Files.exists(NAMESPACES.resolve(namespace))) {
            return List.of();
        }
        return Shell.ask("ip", "netns", "pids", namespace)
                .output()
                .lines()
                .map(Long::parseLong)
                .toList();
    }

    /** Side by side, such commands of two labs fail now and then with "File exists". */
    private void locked(String... commands) {
        Shell.run("flock", lock.toString(), "sh", "-ec", String.join("\n", commands));
    }
}
