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
     * What this machine's own apt uses, since that is what its network lets through. Asked of its
     * sources, not of the indexes that it has fetched: a new machine has none.
     *
     * @throws OperationException when its apt does not use Debian's packages
     */
    static Mirrors ofThisMachine() {
        return of(Shell.run("apt-get", "update", "--print-uris"));
    }

    /**
     * The mirrors among the addresses of {@code apt-get update --print-uris}, one a line: {@code
     * 'http://deb.debian.org/debian/dists/bookworm/InRelease' FILE SIZE}.
     *
     * @throws OperationException when one of the two is not there
     */
    static Mirrors of(String addresses) {
        List<String> uris =
                addresses
                        .lines()
                        .filter(line -> line.startsWith("'") && line.contains("/dists/"))
                        .map(line -> line.substring(1, line.indexOf("/dists/") + 1))
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
