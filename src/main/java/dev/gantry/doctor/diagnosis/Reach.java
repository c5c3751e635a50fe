package dev.gantry.doctor.diagnosis;

import dev.gantry.engine.Approach;
import java.util.ArrayList;
import java.util.List;

/** How the way to the engine goes, or where it ends. */
final class Reach {
    private Reach() {}

    static Finding of(HostFacts.Answered facts) {
        List<String> parts = hops(facts.approach());
        parts.add("the engine answers in " + facts.took().toMillis() + " ms");
        return Finding.ok(Topic.REACH, String.join("; ", parts));
    }

    static Finding of(HostFacts.Silent facts) {
        Approach way = facts.approach();
        List<String> passed = hops(way);
        String before = passed.isEmpty() ? "" : " (" + String.join("; ", passed) + ")";
        return Finding.problem(Topic.REACH, where(way) + facts.reason() + before, facts.next());
    }

    /** {@code stops at gpu, hop 2 of 2: }; nothing where there is only one hop. */
    private static String where(Approach way) {
        int hop = way.hops().indexOf(way.stop().hop()) + 1;
        return hop > 0 && way.hops().size() > 1
                ? "stops at %s, hop %d of %d: ".formatted(way.stop().hop(), hop, way.hops().size())
                : "";
    }

    /** {@code jump: name 1 ms, connect 2 ms, log-in 150 ms}. */
    private static List<String> hops(Approach way) {
        List<String> hops = new ArrayList<>();
        for (String hop : way.hops()) {
            List<String> steps =
                    way.steps().stream()
                            .filter(step -> step.hop().equals(hop))
                            .map(step -> step.kind().word() + " " + step.millis() + " ms")
                            .toList();
            if (!steps.isEmpty()) {
                hops.add(hop + ": " + String.join(", ", steps));
            }
        }
        return hops;
    }
}
