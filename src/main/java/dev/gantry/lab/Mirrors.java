package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import java.util.List;

/**
 * The Debian mirrors to fetch from.
 *
 * @param main a URL that ends in {@code /debian/}
 * @param security a URL that ends in {@code /debian-security/}
 */
record Mirrors(String main, String security) {

    /**
     * What this machine's own apt uses, since that is what its network lets through.
     *
     * @throws OperationException when its apt does not use Debian's packages
     */
    static Mirrors ofThisMachine() {
        List<String> uris =
                Shell.ask(
                                "apt-get",
                                "indextargets",
                                "--format",
                                "$(REPO_URI)",
                                "Created-By: Packages")
                        .output()
                        .lines()
                        .map(uri -> uri.endsWith("/") ? uri : uri + "/")
                        .toList();
        return new Mirrors(first(uris, "/debian/"), first(uris, "/debian-security/"));
    }

    private static String first(List<String> uris, String end) {
        return uris.stream()
                .filter(uri -> uri.endsWith(end))
                .findFirst()
                .orElseThrow(() ->
                        new OperationException(
                                "the sources of this machine's apt name no mirror that ends in "
                                        + end,
                                "run it on Debian 12 or newer, or add Debian's mirrors to the sources of apt"));
    }
}
