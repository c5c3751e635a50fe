package dev.gantry.doctor.diagnosis;

import dev.gantry.doc.Fields;
import dev.gantry.engine.EngineVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the engine is, and what of it will be missed. */
final class EngineState {
    /** Docker 25: the first that can do all that Compose files may ask for and people do. */
    private static final String WHOLE = "1.44";

    private static final Map<String, String> BAD_STORAGE =
            Map.of(
                    "vfs",
                    "copies an image whole for each layer and container: slow, and the disk fills",
                    "aufs",
                    "is gone from Docker 24 on",
                    "devicemapper",
                    "is gone from Docker 25 on");

    private EngineState() {}

    static List<Finding> of(HostFacts.Answered facts) {
        List<Finding> found = new ArrayList<>();
        EngineVersion version = facts.version();
        found.add(Finding.ok(Topic.ENGINE, description(version, facts.info())));
        if (!version.atLeast(WHOLE)) {
            found.add(
                    Finding.warning(
                            Topic.ENGINE,
                            "API "
                                    + version.api()
                                    + " is old: start_interval of health checks, several networks at"
                                    + " creation and CDI devices need "
                                    + WHOLE
                                    + " (Docker 25)",
                            "update Docker there: https://docs.docker.com/engine/install/"));
        }
        String storage = facts.info().text("Driver");
        if (BAD_STORAGE.containsKey(storage)) {
            found.add(
                    Finding.warning(
                            Topic.ENGINE,
                            "the storage driver " + storage + " " + BAD_STORAGE.get(storage),
                            "\"storage-driver\": \"overlay2\" in daemon.json; images and containers"
                                    + " that are there are not seen by it"));
        }
        for (String warning : facts.info().texts("Warnings")) {
            String words = warning.replaceFirst("^WARNING: ", "").strip();
            found.add(Finding.warning(Topic.ENGINE, "the engine itself warns: " + words, ""));
        }
        return found;
    }

    private static String description(EngineVersion version, Fields info) {
        List<String> parts = new ArrayList<>();
        parts.add("Docker " + version.engine());
        parts.add("API " + version.api());
        parts.add(version.os() + " " + version.architecture());
        String storage = info.text("Driver");
        if (!storage.isEmpty()) {
            parts.add("storage " + storage);
        }
        String groups = info.text("CgroupVersion");
        if (!groups.isEmpty()) {
            parts.add("cgroup v" + groups);
        }
        if (isRootless(info)) {
            parts.add("rootless (no ports below 1024 unless allowed)");
        }
        if (isDesktop(info)) {
            parts.add("Docker Desktop (containers run in its VM, whose host network is not yours)");
        }
        if (info.flag("ExperimentalBuild")) {
            parts.add("experimental");
        }
        return String.join(", ", parts);
    }

    static boolean isRootless(Fields info) {
        return info.texts("SecurityOptions").stream()
                .anyMatch(option -> option.startsWith("name=rootless"));
    }

    static boolean isDesktop(Fields info) {
        return info.text("OperatingSystem").startsWith("Docker Desktop");
    }
}
