package dev.gantry.doctor.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** From the facts about a host to what is found. */
public final class Diagnosis {
    private Diagnosis() {}

    /** In the order of {@link Topic}; what is as it should be is told too. */
    public static List<Finding> of(Wants wants, HostFacts facts) {
        return switch (facts) {
            case HostFacts.Silent silent -> List.of(Reach.of(silent));
            case HostFacts.Answered answered -> {
                List<Finding> found = new ArrayList<>();
                found.add(Reach.of(answered));
                found.addAll(EngineState.of(answered));
                found.addAll(DeclaredLabels.of(wants, answered));
                found.add(EngineClock.of(answered));
                found.add(FreeSpace.of(answered));
                found.addAll(Shares.of(wants.shares(), answered));
                found.addAll(Gpu.of(wants, answered));
                found.addAll(DaemonDrift.of(wants.daemon(), answered));
                found.addAll(ImagePlatforms.of(wants, answered));
                yield List.copyOf(found);
            }
        };
    }
}
