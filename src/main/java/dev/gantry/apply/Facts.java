package dev.gantry.apply;

import dev.gantry.doc.Fields;
import dev.gantry.engine.Engine;
import dev.gantry.engine.EngineVersion;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a host is, as far as conditions of the fleet file may ask.
 *
 * @param os {@code linux}, {@code windows}
 * @param arch {@code amd64}, {@code arm64} …
 * @param gpu {@code nvidia}, {@code amd} or {@code none}
 */
public record Facts(String os, String arch, String gpu) {

    /**
     * Asks the engine.
     *
     * @throws dev.gantry.engine.EngineException when it does not answer
     */
    public static Facts of(Engine engine) {
        EngineVersion version = engine.version();
        return new Facts(version.os(), version.architecture(), gpu(Fields.of(engine.info())));
    }

    /** As labels of a host. */
    public SequencedMap<String, String> labels() {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        labels.put("os", os);
        labels.put("arch", arch);
        labels.put("gpu", gpu);
        return labels;
    }

    /**
     * A GPU that containers can get: by a device that the engine has discovered (API 1.50), or by a
     * runtime of the maker's.
     */
    public static String gpu(Fields info) {
        for (String maker : new String[] {"nvidia", "amd"}) {
            boolean runtime =
                    info.map("Runtimes").node().keys().stream()
                            .anyMatch(name -> name.startsWith(maker));
            boolean discovered =
                    info.maps("DiscoveredDevices").stream()
                            .anyMatch(device -> device.text("ID").startsWith(maker + ".com/gpu"));
            if (runtime || discovered) {
                return maker;
            }
        }
        return "none";
    }
}
