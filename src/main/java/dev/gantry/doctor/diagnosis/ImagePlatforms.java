package dev.gantry.doctor.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Images that are on the host for another machine than it is: they do not start. */
final class ImagePlatforms {
    /** What a 64-bit processor usually runs too. */
    private static final Set<String> NARROWER = Set.of("amd64/386", "arm64/arm");

    private ImagePlatforms() {}

    static List<Finding> of(Wants wants, HostFacts.Answered facts) {
        if (wants.images().isEmpty()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        String own = facts.version().os() + "/" + facts.version().architecture();
        for (HostFacts.PresentImage image : facts.images()) {
            if (!runs(own, image.platform())) {
                found.add(foreign(image, wants.images().getOrDefault(image.reference(), ""), own));
            }
        }
        if (found.isEmpty()) {
            String count =
                    "%d of %d that its stacks use are there"
                            .formatted(facts.images().size(), wants.images().size());
            String fit = facts.images().isEmpty() ? "" : ", for " + own;
            found.add(Finding.ok(Topic.IMAGES, count + fit));
        }
        return found;
    }

    private static boolean runs(String own, String platform) {
        String processor = own.substring(own.indexOf('/') + 1);
        String other = platform.substring(platform.indexOf('/') + 1);
        return own.equals(platform)
                || platform.startsWith("/")
                || NARROWER.contains(processor + "/" + other);
    }

    private static Finding foreign(HostFacts.PresentImage image, String platform, String own) {
        String text = image.reference() + " is there for " + image.platform() + ", not for " + own;
        return platform.isEmpty()
                ? Finding.problem(
                        Topic.IMAGES,
                        text + ": it does not start (exec format error)",
                        "gantry pull; where the image has no variant for "
                                + own
                                + ", take another one, or build it for both")
                : Finding.warning(
                        Topic.IMAGES,
                        text + ", as platform: " + platform + " asks: it needs an emulator there",
                        "docker run --privileged --rm tonistiigi/binfmt --install all, if it does"
                                + " not start");
    }
}
