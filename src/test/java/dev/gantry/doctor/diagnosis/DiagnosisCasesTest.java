package dev.gantry.doctor.diagnosis;

import dev.gantry.diag.Location;
import dev.gantry.doc.Fields;
import dev.gantry.doc.JsonReader;
import dev.gantry.doc.YamlReader;
import dev.gantry.engine.ApiVersion;
import dev.gantry.engine.Approach;
import dev.gantry.engine.EngineVersion;
import dev.gantry.fleet.DaemonSettings;
import dev.gantry.fleet.Share;
import dev.gantry.golden.CaseFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Facts in, findings out. Sections of a case:
 *
 * <pre>
 * wants      labels: {…}, daemon: {…}, gpu: true, images: {reference: platform},
 *            shares: [{name, path, type}]
 * way        HOP STEP MILLIS lines; stop HOP | REASON | NEXT
 * silent     REASON | NEXT: the engine says nothing
 * version    ENGINE API OS ARCHITECTURE
 * info       the engine's JSON
 * gpu        the maker
 * asked      when, and how many milliseconds the answer took
 * images     REFERENCE PLATFORM lines
 * disk, nvidia-smi, daemon.json, share NAME   what was seen; "refused WORDS"; without the section, nobody looked
 * </pre>
 *
 * Each section may have the name of a host behind it: then there are several hosts, and what is
 * between them is told too.
 */
class DiagnosisCasesTest {

    @TestFactory
    Stream<DynamicTest> cases() {
        return CaseFile.tests("doctor", DiagnosisCasesTest::answer);
    }

    private static String answer(CaseFile one) {
        Reader all = new Reader(one, "");
        List<String> names = one.section("hosts").lines().toList();
        StringBuilder out = new StringBuilder();
        if (names.isEmpty()) {
            tell(out, Diagnosis.of(all.wants(), all.facts()));
            return out.toString();
        }
        SequencedMap<String, HostFacts> hosts = new LinkedHashMap<>();
        names.forEach(name -> hosts.put(name, new Reader(one, " " + name).facts()));
        tell(out, FleetDiagnosis.of(hosts));
        return out.toString();
    }

    private static void tell(StringBuilder out, List<Finding> findings) {
        for (Finding one : findings) {
            out.append("%s %s: %s\n".formatted(one.state().word(), one.topic().word(), one.text()));
            out.append(one.next().isEmpty() ? "" : "  -> " + one.next() + "\n");
        }
        out.append("= ").append(Finding.worst(findings).word()).append('\n');
    }

    /** The sections about one host. */
    private record Reader(CaseFile file, String host) {

        private String section(String name, String otherwise) {
            String own = file.section(name + host);
            String text = own.isEmpty() ? file.section(name) : own;
            return text.isEmpty() ? otherwise : text.strip();
        }

        Wants wants() {
            Fields wants =
                    Fields.of(YamlReader.read("wants", section("wants", "{}")).orElseThrow());
            Fields daemon = wants.map("daemon");
            return new Wants(
                    wants.pairs("labels"),
                    new DaemonSettings(
                            daemon.text("log-driver"),
                            daemon.pairs("log-opts"),
                            daemon.text("storage-driver"),
                            daemon.texts("insecure-registries"),
                            daemon.texts("registry-mirrors")),
                    wants.flag("gpu"),
                    wants.pairs("images"),
                    shares());
        }

        private SequencedMap<String, Share> shares() {
            SequencedMap<String, Share> shares = new LinkedHashMap<>();
            for (Fields one :
                    Fields.of(YamlReader.read("wants", section("wants", "{}")).orElseThrow())
                            .maps("shares")) {
                String name = one.text("name");
                shares.put(
                        name,
                        new Share(name, one.text("path"), one.text("type"), Location.of("wants")));
            }
            return shares;
        }

        /** Section {@code share NAME} for each. */
        private SequencedMap<String, Look> looks() {
            SequencedMap<String, Look> looks = new LinkedHashMap<>();
            shares().keySet().forEach(name -> looks.put(name, look("share " + name)));
            return looks;
        }

        HostFacts facts() {
            String[] silent = section("silent", "").split(" \\| ", 2);
            return silent[0].isEmpty()
                    ? answered()
                    : new HostFacts.Silent(way(), silent[0], silent[1]);
        }

        private HostFacts answered() {
            String[] version = section("version", "28.5.2 1.51 linux amd64").split(" ");
            String[] asked = section("asked", "2026-01-02T03:04:05Z 10").split(" ");
            String info = section("info", "{\"SystemTime\": \"2026-01-02T03:04:05.005Z\"}");
            return new HostFacts.Answered(
                    way(),
                    new EngineVersion(
                            new ApiVersion(version[1]), version[0], version[2], version[3]),
                    Fields.of(JsonReader.read("info", info)),
                    section("gpu", "none"),
                    Instant.parse(asked[0]),
                    Duration.ofMillis(Long.parseLong(asked[1])),
                    images(),
                    new DeepLook(look("disk"), look("nvidia-smi"), look("daemon.json"), looks()));
        }

        private Approach way() {
            List<String> hops = new ArrayList<>();
            List<Approach.Step> steps = new ArrayList<>();
            Approach.Stop stop = Approach.Stop.NOWHERE;
            for (String line : section("way", "").lines().toList()) {
                String[] words = line.split(" ", 3);
                if (words[0].equals("stop")) {
                    String[] rest = words[2].split(" \\| ");
                    stop = new Approach.Stop(words[1], rest[0], rest[1]);
                } else {
                    Approach.Kind kind = Approach.Kind.valueOf(words[1].toUpperCase(Locale.ROOT));
                    steps.add(new Approach.Step(words[0], kind, Long.parseLong(words[2])));
                }
                String hop = words[words[0].equals("stop") ? 1 : 0];
                if (!hops.contains(hop)) {
                    hops.add(hop);
                }
            }
            return new Approach(hops, steps, stop);
        }

        private List<HostFacts.PresentImage> images() {
            return section("images", "")
                    .lines()
                    .map(line -> line.split(" "))
                    .map(words -> new HostFacts.PresentImage(words[0], words[1]))
                    .toList();
        }

        private Look look(String name) {
            String text = section(name, "nobody");
            if (text.equals("nobody")) {
                return new Look.Not("not looked at without --deep");
            }
            return text.startsWith("refused ")
                    ? new Look.Refused(text.substring("refused ".length()))
                    : new Look.Seen(text.equals("nothing") ? "" : text);
        }
    }
}
