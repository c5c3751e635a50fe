package dev.gantry.doctor.diagnosis;

import dev.gantry.diag.InputException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.Node;
import dev.gantry.fleet.DaemonSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** What the engine goes by beside what the fleet wants its {@code daemon.json} to say. */
final class DaemonDrift {

    private final DaemonSettings wanted;
    private final Fields info;
    private final List<Finding> found = new ArrayList<>();
    private final List<String> right = new ArrayList<>();

    private DaemonDrift(DaemonSettings wanted, Fields info) {
        this.wanted = wanted;
        this.info = info;
    }

    static List<Finding> of(DaemonSettings wanted, HostFacts.Answered facts) {
        return wanted.equals(DaemonSettings.ANY)
                ? List.of()
                : new DaemonDrift(wanted, facts.info()).compare(facts.deep().daemonFile());
    }

    private List<Finding> compare(Look file) {
        one("log-driver", wanted.logDriver(), info.text("LoggingDriver"), "");
        one(
                "storage-driver",
                wanted.storageDriver(),
                info.text("Driver"),
                "; images and containers that are there are not seen by another one");
        missing("insecure-registries", wanted.insecureRegistries(), this::isInsecure);
        missing("registry-mirrors", wanted.registryMirrors(), this::isMirror);
        if (!wanted.logOptions().isEmpty()) {
            logOptions(file);
        }
        if (!right.isEmpty()) {
            found.addFirst(
                    Finding.ok(Topic.DAEMON, "as the fleet wants it: " + String.join(", ", right)));
        }
        return found;
    }

    private void one(String key, String want, String is, String caution) {
        if (want.isEmpty()) {
            return;
        }
        if (want.equals(is)) {
            right.add(key);
            return;
        }
        drift(key, "is " + is + ", the fleet wants " + want, Json.of(want), caution);
    }

    private void drift(String key, String how, Node line, String caution) {
        found.add(
                Finding.warning(
                        Topic.DAEMON,
                        key + " " + how,
                        "\"" + key + "\": " + JsonWriter.compact(line) + where() + caution));
    }

    /** The file in which to write, and what makes the engine read it. */
    private String where() {
        if (EngineState.isDesktop(info)) {
            return " in Docker Desktop's settings there, under Docker Engine";
        }
        return EngineState.isRootless(info)
                ? " in ~/.config/docker/daemon.json there, then systemctl --user restart docker"
                : " in /etc/docker/daemon.json there, then sudo systemctl restart docker";
    }

    /** Whether the engine goes by one entry of a list. */
    private interface Known {
        boolean test(String entry);
    }

    private void missing(String key, List<String> wants, Known known) {
        List<String> missing = wants.stream().filter(entry -> !known.test(entry)).toList();
        if (!missing.isEmpty()) {
            drift(key, "lacks " + String.join(", ", missing), Json.strings(wants), "");
        } else if (!wants.isEmpty()) {
            right.add(key);
        }
    }

    /** A name or address is in {@code IndexConfigs}, a network in {@code InsecureRegistryCIDRs}. */
    private boolean isInsecure(String registry) {
        Fields registries = info.map("RegistryConfig");
        Fields known = registries.map("IndexConfigs").map(registry);
        return registries.texts("InsecureRegistryCIDRs").contains(registry)
                || (known.has("Secure") && !known.flag("Secure"));
    }

    /** The engine writes a slash behind each. */
    private boolean isMirror(String mirror) {
        return info.map("RegistryConfig").texts("Mirrors").stream()
                .anyMatch(known -> bare(known).equals(bare(mirror)));
    }

    private static String bare(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The engine does not tell them; the file does. */
    private void logOptions(Look file) {
        if (EngineState.isRootless(info) || EngineState.isDesktop(info)) {
            unknown("its settings are not in /etc/docker");
            return;
        }
        switch (file) {
            case Look.Not(var why) -> unknown(why);
            case Look.Refused(var words) -> unknown(words);
            case Look.Seen(var text) -> {
                try {
                    logOptions(text);
                } catch (InputException wrong) {
                    found.add(
                            Finding.problem(
                                    Topic.DAEMON,
                                    "daemon.json is not JSON: the engine will not start again",
                                    "try it there: dockerd --validate --config-file"
                                            + " /etc/docker/daemon.json"));
                }
            }
        }
    }

    private void unknown(String why) {
        found.add(
                Finding.unknown(
                        Topic.DAEMON, "log-opts, which the engine does not tell: " + why, ""));
    }

    private void logOptions(String text) {
        SequencedMap<String, String> written =
                Fields.of(JsonReader.read("daemon.json", text.isBlank() ? "{}" : text))
                        .pairs("log-opts");
        List<String> different =
                wanted.logOptions().entrySet().stream()
                        .filter(want -> !want.getValue().equals(written.get(want.getKey())))
                        .map(want ->
                                want.getKey()
                                        + "="
                                        + written.getOrDefault(want.getKey(), "(not set)"))
                        .toList();
        if (different.isEmpty()) {
            right.add("log-opts");
            return;
        }
        List<String> wants = new ArrayList<>();
        wanted.logOptions().forEach((key, value) -> wants.add(key + "=" + value));
        drift(
                "log-opts",
                "is "
                        + String.join(", ", different)
                        + ", the fleet wants "
                        + String.join(", ", wants),
                Json.strings(wanted.logOptions()),
                "; containers that are there keep theirs until they are made anew");
    }
}
