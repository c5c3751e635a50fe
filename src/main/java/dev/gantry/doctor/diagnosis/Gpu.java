package dev.gantry.doctor.diagnosis;

import java.util.List;

/** Whether containers get the GPU that labels or services speak of. */
final class Gpu {
    private static final String TOOLKIT =
            "install nvidia-container-toolkit there, then sudo nvidia-ctk runtime configure"
                    + " --runtime=docker and sudo systemctl restart docker";

    private Gpu() {}

    static List<Finding> of(Wants wants, HostFacts.Answered facts) {
        boolean nvidia = wants.nvidia() || facts.gpu().equals("nvidia");
        if (!nvidia) {
            return facts.gpu().equals("none") ? List.of() : List.of(untried(facts.gpu(), ""));
        }
        return List.of(
                switch (facts.deep().gpu()) {
                    case Look.Not(var why) -> unseen(wants, facts.gpu(), why);
                    case Look.Seen(var text) -> given(text);
                    case Look.Refused(var words) -> refused(words, wants);
                });
    }

    private static Finding unseen(Wants wants, String gpu, String why) {
        return gpu.equals("none")
                ? Finding.warning(
                        Topic.GPU,
                        wanted(wants) + ", and the engine names no runtime or device of NVIDIA's",
                        "gantry doctor --deep tries it in a container; " + TOOLKIT)
                : untried(gpu, ": " + why);
    }

    private static String wanted(Wants wants) {
        return wants.reservesGpu() ? "services here reserve a GPU" : "label gpu: nvidia";
    }

    private static Finding untried(String gpu, String why) {
        return Finding.unknown(
                Topic.GPU,
                "the engine has a runtime or device of "
                        + gpu
                        + "; whether a container gets it"
                        + (why.isEmpty() ? " is not looked at" : why),
                "");
    }

    private static Finding given(String text) {
        List<String> gpus = text.lines().filter(line -> line.startsWith("GPU ")).toList();
        return Finding.ok(
                Topic.GPU,
                gpus.isEmpty()
                        ? "a container gets it (which, its image has no nvidia-smi to tell)"
                        : "a container gets " + String.join(", ", gpus));
    }

    /** The engine's words come from three programs; what each means is known. */
    private static Finding refused(String words, Wants wants) {
        String says = " (" + words + ")";
        if (words.contains("could not select device driver")) {
            String text = "the engine has nothing to give GPUs to containers with" + says;
            return wants.nvidia()
                    ? Finding.problem(Topic.GPU, text, TOOLKIT)
                    : Finding.warning(Topic.GPU, text, TOOLKIT);
        }
        if (words.contains("nvml error") || words.contains("driver not loaded")) {
            return Finding.problem(
                    Topic.GPU,
                    "no container with a GPU starts: the NVIDIA driver does not work on the host"
                            + says,
                    "try nvidia-smi there; after an update of the driver, reboot");
        }
        return Finding.problem(
                Topic.GPU,
                "no container with a GPU starts" + says,
                "try it there: docker run --rm --gpus all IMAGE nvidia-smi");
    }
}
