package dev.gantry.apply.mapping;

import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much a container may use, and which devices: the part of {@code HostConfig} that the API
 * calls resources. {@code deploy.resources} wins over the older keys of the service.
 */
final class ResourceMapping {
    private ResourceMapping() {}

    static void into(Body body, Fields fields) {
        processors(body, fields);
        memory(body, fields);
        blockDevices(body, fields.map("blkio_config"));
        devices(body, fields);
        body.text("CgroupParent", fields.text("cgroup_parent"))
                .nodes("Ulimits", ulimits(fields.map("ulimits")));
    }

    private static void processors(Body body, Fields fields) {
        long limit = Numbers.nanoCpus(limits(fields), "cpus");
        body.number("NanoCpus", limit == 0 ? Numbers.nanoCpus(fields, "cpus") : limit)
                .number("CpuCount", Numbers.whole(fields, "cpu_count"))
                .number("CpuPercent", Numbers.hundredths(fields, "cpu_percent"))
                .number("CpuPeriod", Numbers.whole(fields, "cpu_period"))
                .number("CpuQuota", Numbers.whole(fields, "cpu_quota"))
                .number("CpuRealtimePeriod", Numbers.whole(fields, "cpu_rt_period"))
                .number("CpuRealtimeRuntime", Numbers.whole(fields, "cpu_rt_runtime"))
                .number("CpuShares", Numbers.whole(fields, "cpu_shares"))
                .text("CpusetCpus", fields.text("cpuset"));
    }

    private static Fields limits(Fields fields) {
        return fields.map("deploy").map("resources").map("limits");
    }

    private static Fields reservations(Fields fields) {
        return fields.map("deploy").map("resources").map("reservations");
    }

    private static void memory(Body body, Fields fields) {
        long limit = Numbers.whole(limits(fields), "memory");
        long reserved = Numbers.whole(reservations(fields), "memory");
        long processes = Numbers.whole(limits(fields), "pids");
        body.number("Memory", limit == 0 ? Numbers.whole(fields, "mem_limit") : limit)
                .number(
                        "MemoryReservation",
                        reserved == 0 ? Numbers.whole(fields, "mem_reservation") : reserved)
                .number("MemorySwap", Numbers.whole(fields, "memswap_limit"))
                .number("MemorySwappiness", Numbers.whole(fields, "mem_swappiness"))
                .number(
                        "PidsLimit",
                        processes > 0 ? processes : Numbers.whole(fields, "pids_limit"))
                .node("OomKillDisable", Json.of(fields.flag("oom_kill_disable")));
    }

    private static void blockDevices(Body body, Fields blkio) {
        List<MapNode> weights = new ArrayList<>();
        for (Fields device : blkio.maps("weight_device")) {
            weights.add(
                    new Body()
                            .text("Path", either(device, "Path"))
                            .number("Weight", Long.parseLong(either(device, "Weight")))
                            .build());
        }
        body.number("BlkioWeight", Numbers.whole(blkio, "weight"))
                .nodes("BlkioWeightDevice", weights)
                .nodes("BlkioDeviceReadBps", rates(blkio, "device_read_bps"))
                .nodes("BlkioDeviceReadIOps", rates(blkio, "device_read_iops"))
                .nodes("BlkioDeviceWriteBps", rates(blkio, "device_write_bps"))
                .nodes("BlkioDeviceWriteIOps", rates(blkio, "device_write_iops"));
    }

    private static List<MapNode> rates(Fields blkio, String key) {
        List<MapNode> rates = new ArrayList<>();
        for (Fields device : blkio.maps(key)) {
            rates.add(
                    new Body()
                            .text("Path", either(device, "Path"))
                            .number("Rate", Long.parseLong(either(device, "Rate")))
                            .build());
        }
        return rates;
    }

    /** Compose prints these keys, and only these, with a capital letter. */
    private static String either(Fields fields, String key) {
        return fields.has(key) ? fields.text(key) : fields.text(key.toLowerCase(Locale.ROOT));
    }

    private static void devices(Body body, Fields fields) {
        List<MapNode> mapped = new ArrayList<>();
        List<MapNode> requests = new ArrayList<>();
        for (Fields device : reservations(fields).maps("devices")) {
            requests.add(request(device, device.texts("capabilities")));
        }
        List<String> interfaces = new ArrayList<>();
        for (Fields device : fields.maps("devices")) {
            if (isContainerDeviceInterface(device)) {
                interfaces.add(device.text("source"));
            } else {
                mapped.add(device(device));
            }
        }
        if (!interfaces.isEmpty()) {
            requests.add(new Body().text("Driver", "cdi").texts("DeviceIDs", interfaces).build());
        }
        for (Fields gpu : fields.maps("gpus")) {
            List<String> capabilities = new ArrayList<>(gpu.texts("capabilities"));
            capabilities.add("gpu");
            requests.add(request(gpu, capabilities));
        }
        body.nodes("Devices", mapped)
                .nodes("DeviceRequests", requests)
                .texts("DeviceCgroupRules", fields.texts("device_cgroup_rules"));
    }

    private static MapNode request(Fields device, List<String> capabilities) {
        return new Body()
                .text("Driver", device.text("driver"))
                .number("Count", count(device))
                .texts("DeviceIDs", device.texts("device_ids"))
                .nodes("Capabilities", List.of(Json.strings(capabilities)))
                .pairs("Options", device.pairs("options"))
                .build();
    }

    private static long count(Fields device) {
        return device.text("count").equals("all") ? -1 : Numbers.whole(device, "count");
    }

    /** {@code vendor/class=name}, and not a path: {@code nvidia.com/gpu=all}. */
    static boolean isContainerDeviceInterface(Fields device) {
        String source = device.text("source");
        int slash = source.indexOf('/');
        int equals = source.indexOf('=');
        return source.equals(device.text("target"))
                && slash > 0
                && equals > slash + 1
                && equals < source.length() - 1;
    }

    private static MapNode device(Fields device) {
        return new Body()
                .text("PathOnHost", device.text("source"))
                .text("PathInContainer", device.text("target"))
                .text("CgroupPermissions", device.text("permissions"))
                .build();
    }

    private static List<MapNode> ulimits(Fields ulimits) {
        List<MapNode> all = new ArrayList<>();
        for (Map.Entry<String, MapNode.Entry> entry : ulimits.node().entries().entrySet()) {
            boolean single = entry.getValue().value() instanceof ScalarNode;
            Fields pair = ulimits.map(entry.getKey());
            long both = single ? Numbers.whole(ulimits, entry.getKey()) : 0;
            all.add(
                    Json.object()
                            .put("Name", Json.of(entry.getKey()))
                            .put("Hard", Json.of(single ? both : Numbers.whole(pair, "hard")))
                            .put("Soft", Json.of(single ? both : Numbers.whole(pair, "soft")))
                            .build());
        }
        return all;
    }
}
