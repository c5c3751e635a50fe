package dev.gantry.lab;

/**
 * The Debian mirrors to fetch from.
 *
 * @param main such as {@code http://deb.debian.org/debian/}
 * @param security such as {@code http://deb.debian.org/debian-security/}
 */
record Mirrors(String main, String security) {
    private static final Mirrors PUBLIC =
            new Mirrors("http://deb.debian.org/debian/", "http://deb.debian.org/debian-security/");

    /** What this machine's own apt uses, since that is what its network lets through. */
    static Mirrors ofThisMachine() {
        Shell.Result targets =
                Shell.ask(
                        "apt-get",
                        "indextargets",
                        "--format",
                        "$(REPO_URI)",
                        "Created-By: Packages");
        String main = PUBLIC.main();
        String security = PUBLIC.security();
        for (String uri : targets.output().lines().toList().reversed()) {
            String path = uri.endsWith("/") ? uri : uri + "/";
            if (path.endsWith("/debian-security/")) {
                security = path;
            } else if (path.endsWith("/debian/")) {
                main = path;
            }
        }
        return new Mirrors(main, security);
    }
}
