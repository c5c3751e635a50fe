package dev.gantry.check;

import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import java.util.List;

/** Services that want a GPU on hosts that have none, or another. */
final class Gpus implements Check {
    private static final Rule MISSING =
            Rule.error(
                    "gpu-missing",
                    "A service wants a GPU, and the host's label `gpu` says that it has none, or one of another maker",
                    "Place the stack by `hosts: {gpu: nvidia}`, or put the reservation into a file with `when: {gpu: nvidia}`");

    /**
     * One way to want a GPU.
     *
     * @param maker empty where any will do
     */
    private record Wish(String maker, String attribute, String words) {}

    @Override
    public List<Rule> rules() {
        return List.of(MISSING);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        for (Subject subject : ground.subjects()) {
            String has = subject.deployment().setting().labels().getOrDefault("gpu", "");
            if (!has.isEmpty()) {
                look(subject, has, findings);
            }
        }
    }

    private static void look(Subject subject, String has, Findings findings) {
        Wish wish = wish(subject.service());
        boolean enough = wish.maker().isEmpty() ? !has.equals("none") : wish.maker().equals(has);
        if (!wish.attribute().isEmpty() && !enough) {
            findings.add(
                    MISSING,
                    Places.of(subject.service(), wish.attribute()),
                    subject,
                    subject.who()
                            + " wants "
                            + wish.words()
                            + ", and the label gpu of host "
                            + subject.host()
                            + " is "
                            + has,
                    "place it on a host with one, or put this into a Compose file with when: {gpu: "
                            + (wish.maker().isEmpty() ? "nvidia" : wish.maker())
                            + "}");
        }
    }

    private static Wish wish(Service service) {
        Fields fields = Fields.of(service.canonical());
        if (fields.text("runtime").equals("nvidia")) {
            return new Wish("nvidia", "runtime", "the runtime nvidia");
        }
        for (String device : devices(fields)) {
            if (device.startsWith("/dev/nvidia")) {
                return new Wish("nvidia", "devices", device);
            }
            if (device.equals("/dev/kfd")) {
                return new Wish("amd", "devices", device);
            }
        }
        for (Fields one : fields.maps("gpus")) {
            return new Wish(maker(one), "gpus", "a GPU");
        }
        Fields resources = fields.map("deploy").map("resources");
        for (Fields one : resources.map("reservations").maps("devices")) {
            if (one.texts("capabilities").contains("gpu")) {
                return new Wish(maker(one), "deploy", "a GPU");
            }
        }
        return new Wish("", "", "");
    }

    private static List<String> devices(Fields service) {
        return service.maps("devices").stream().map(one -> one.text("source")).toList();
    }

    private static String maker(Fields device) {
        return device.text("driver").equals("nvidia") ? "nvidia" : "";
    }
}
