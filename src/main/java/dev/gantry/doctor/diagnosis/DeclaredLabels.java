package dev.gantry.doctor.diagnosis;

import dev.gantry.doc.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Labels win over what the engine tells: one that is wrong sends stacks to the wrong host. */
final class DeclaredLabels {
    private static final Map<String, String> GO =
            Map.of("x86_64", "amd64", "aarch64", "arm64", "armhf", "arm", "armv7l", "arm");

    /** Systems whose Docker is one in a virtual machine with Linux. */
    private static final Set<String> DESKTOPS = Set.of("windows", "macos", "darwin");

    private DeclaredLabels() {}

    static List<Finding> of(Wants wants, HostFacts.Answered facts) {
        List<Finding> found = new ArrayList<>();
        List<String> right = new ArrayList<>();
        processor(wants.labels().getOrDefault("arch", ""), facts, found, right);
        system(wants.labels().getOrDefault("os", ""), facts, found, right);
        gpu(wants.labels().getOrDefault("gpu", ""), facts.gpu(), found, right);
        if (!right.isEmpty()) {
            String agree = String.join(", ", right) + " as the engine has it";
            found.addFirst(Finding.ok(Topic.LABELS, agree));
        }
        return found;
    }

    private static void processor(
            String arch, HostFacts.Answered facts, List<Finding> found, List<String> right) {
        String real = facts.version().architecture();
        if (GO.getOrDefault(arch, arch).equals(real)) {
            right.add("arch: " + arch);
        } else if (!arch.isEmpty()) {
            found.add(wrong("arch", arch, "the engine is for " + real, real));
        }
    }

    /** Of other words, such as a distribution's, nothing is known. */
    private static void system(
            String os, HostFacts.Answered facts, List<Finding> found, List<String> right) {
        String real = facts.version().os();
        if (os.equals(real) || (DESKTOPS.contains(os) && inMachine(facts))) {
            right.add("os: " + os);
        } else if (DESKTOPS.contains(os) || os.equals("linux")) {
            String name = facts.info().text("OperatingSystem");
            found.add(wrong("os", os, "the engine is for " + real + " (" + name + ")", real));
        }
    }

    /** One that is declared and not seen is told where GPUs are. */
    private static void gpu(String gpu, String real, List<Finding> found, List<String> right) {
        if (gpu.equals(real)) {
            right.add("gpu: " + gpu);
        } else if (gpu.equals("none")) {
            found.add(
                    Finding.warning(
                            Topic.LABELS,
                            "label gpu: none, and the engine gives out GPUs of " + real,
                            "write gpu: " + real + ", or leave the label out"));
        }
    }

    private static Finding wrong(String label, String declared, String really, String right) {
        return Finding.problem(
                Topic.LABELS,
                "label " + label + ": " + declared + ", but " + really,
                "write " + label + ": " + right + ", or leave the label out");
    }

    /** Docker Desktop, or an engine in WSL2, whose kernel Microsoft has built. */
    private static boolean inMachine(HostFacts.Answered facts) {
        Fields info = facts.info();
        return EngineState.isDesktop(info) || info.text("KernelVersion").contains("microsoft");
    }
}
