package dev.gantry.check;

import java.util.List;
import java.util.Map;

/** Services that ask for another processor than their host has. */
final class Architectures implements Check {
    private static final Rule OTHER =
            Rule.warning(
                    "other-architecture",
                    "`platform` asks for another processor than the host's label `arch` says",
                    "Take `platform` away, or place the stack by `hosts: {arch: …}`; with emulation on the host, accept it");

    /** Other names of the same, as {@code uname -m} has them. */
    private static final Map<String, String> NAMES =
            Map.of(
                    "x86_64", "amd64", "x86-64", "amd64", "aarch64", "arm64", "armv7l", "arm",
                    "i386", "386");

    @Override
    public List<Rule> rules() {
        return List.of(OTHER);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        for (Subject subject : ground.subjects()) {
            String asked = architecture(subject.service().platform());
            String has = usual(subject.deployment().setting().labels().getOrDefault("arch", ""));
            if (!asked.isEmpty() && !has.isEmpty() && !asked.equals(has)) {
                findings.add(
                        OTHER,
                        Places.of(subject.service(), "platform"),
                        subject,
                        subject.who()
                                + " asks for platform "
                                + subject.service().platform()
                                + ", and host "
                                + subject.host()
                                + " is "
                                + has,
                        "take platform away where the image has "
                                + has
                                + " too, or place the stack on another host");
            }
        }
    }

    /** The second part of {@code linux/arm64/v8}. */
    private static String architecture(String platform) {
        int slash = platform.indexOf('/');
        int end = platform.indexOf('/', slash + 1);
        return slash < 0
                ? ""
                : usual(platform.substring(slash + 1, end < 0 ? platform.length() : end));
    }

    private static String usual(String name) {
        return NAMES.getOrDefault(name, name);
    }
}
