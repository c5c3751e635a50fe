package dev.gantry.cli;

import dev.gantry.cli.show.DockerUnits;
import dev.gantry.doc.Fields;
import java.util.Locale;

/**
 * What a container uses, as {@code docker stats} reckons and writes it; dashes where it does not
 * run.
 *
 * @see <a
 *     href="https://github.com/docker/cli/blob/v28.5.2/cli/command/container/stats_helpers.go">stats_helpers.go</a>
 */
record Usage(
        String cpu, String memory, String memoryShare, String network, String block, String pids) {
    private static final Usage NONE = new Usage("--", "-- / --", "--", "--", "--", "--");

    static Usage of(Fields stats) {
        Fields memory = stats.map("memory_stats");
        if (memory.number("limit") == 0) {
            return NONE;
        }
        long used = used(memory);
        double share = 100.0 * used / memory.number("limit");
        return new Usage(
                DockerUnits.percent(cpu(stats)),
                DockerUnits.memory(used) + " / " + DockerUnits.memory(memory.number("limit")),
                DockerUnits.percent(share),
                network(stats.map("networks")),
                block(stats.map("blkio_stats")),
                Long.toString(stats.map("pids_stats").number("current")));
    }

    /** One hundred is one processor. */
    private static double cpu(Fields stats) {
        Fields now = stats.map("cpu_stats");
        Fields before = stats.map("precpu_stats");
        double used =
                now.map("cpu_usage").number("total_usage")
                        - before.map("cpu_usage").number("total_usage");
        double all = now.number("system_cpu_usage") - before.number("system_cpu_usage");
        return used > 0 && all > 0 ? used / all * now.number("online_cpus") * 100 : 0;
    }

    /** Without the page cache that can be dropped: its name tells control groups v1 from v2. */
    private static long used(Fields memory) {
        long usage = memory.number("usage");
        Fields details = memory.map("stats");
        String name = details.has("total_inactive_file") ? "total_inactive_file" : "inactive_file";
        long cache = details.number(name);
        return cache < usage ? usage - cache : usage;
    }

    private static String network(Fields networks) {
        long in = 0;
        long out = 0;
        for (Fields one : networks.entries().values()) {
            in += one.number("rx_bytes");
            out += one.number("tx_bytes");
        }
        return DockerUnits.size(in) + " / " + DockerUnits.size(out);
    }

    private static String block(Fields block) {
        long read = 0;
        long written = 0;
        for (Fields one : block.maps("io_service_bytes_recursive")) {
            switch (one.text("op").toLowerCase(Locale.ROOT)) {
                case "read" -> read += one.number("value");
                case "write" -> written += one.number("value");
                default -> {}
            }
        }
        return DockerUnits.size(read) + " / " + DockerUnits.size(written);
    }
}
