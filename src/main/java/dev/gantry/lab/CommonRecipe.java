package dev.gantry.lab;

import java.util.List;

/**
 * The layer under every image of a suite: the C and C++ libraries, busybox, and the files of {@code
 * /etc} that programs expect.
 */
final class CommonRecipe {
    static final List<String> PACKAGES =
            List.of("libc6", "libc-bin", "libgcc-s1", "libstdc++6", "zlib1g", "busybox-static");

    private static final String LIBRARIES = "/usr/lib/x86_64-linux-gnu/";

    private CommonRecipe() {}

    /**
     * @param applets the programs that busybox can be
     */
    static ImageRecipe of(Suite suite, List<String> applets) {
        ImageRecipe.Builder recipe =
                ImageRecipe.of("base-" + suite.codename(), suite)
                        .packages(PACKAGES.toArray(String[]::new))
                        .whole("busybox-static")
                        .pick(libraries());
        addLinks(recipe, applets);
        addFolders(recipe);
        addFiles(recipe, suite);
        return recipe.build();
    }

    private static String[] libraries() {
        return List.of(
                        "libc.so.6",
                        "libm.so.6",
                        "libstdc++.so.6",
                        "libgcc_s.so.1",
                        "libz.so.1",
                        "libpthread.so.0",
                        "libdl.so.2",
                        "librt.so.1",
                        "libresolv.so.2",
                        "libnss_dns.so.2",
                        "libnss_files.so.2",
                        "/usr/lib/locale/C.utf8/*")
                .stream()
                .map(name -> name.startsWith("/") ? name : LIBRARIES + name)
                .toArray(String[]::new);
    }

    private static void addLinks(ImageRecipe.Builder recipe, List<String> applets) {
        recipe.link("/bin", "usr/bin")
                .link("/sbin", "usr/sbin")
                .link("/lib", "usr/lib")
                .link("/lib64", "usr/lib64")
                .link("/var/run", "/run")
                .link("/etc/mtab", "/proc/mounts");
        for (String applet : applets) {
            if (!List.of("busybox", "dpkg", "dpkg-deb", "rpm", "rpm2cpio").contains(applet)) {
                recipe.link("/usr/bin/" + applet, "busybox");
            }
        }
    }

    private static void addFolders(ImageRecipe.Builder recipe) {
        recipe.folder("/tmp", 01777, 0)
                .folder("/var/tmp", 01777, 0)
                .folder("/root", 0700, 0)
                .folder("/proc", 0555, 0)
                .folder("/sys", 0555, 0)
                .folder("/home/app", 0755, 1000);
        for (String path :
                List.of(
                        "/run",
                        "/dev",
                        "/etc",
                        "/srv",
                        "/var/lib",
                        "/var/log",
                        "/var/cache",
                        "/usr/sbin",
                        "/usr/lib64")) {
            recipe.folder(path, 0755, 0);
        }
    }

    private static void addFiles(ImageRecipe.Builder recipe, Suite suite) {
        recipe.file("/etc/passwd", 0644, Resources.text("passwd"))
                .file("/etc/group", 0644, Resources.text("group"))
                .file("/etc/shadow", 0640, "root:*:1::::::\n")
                .file("/etc/shells", 0644, "/bin/sh\n")
                .file("/etc/services", 0644, "http 80/tcp\nhttps 443/tcp\npostgresql 5432/tcp\n")
                .file("/etc/ld.so.conf", 0644, "/usr/lib/x86_64-linux-gnu\n")
                .file(
                        "/etc/nsswitch.conf",
                        0644,
                        "passwd: files\ngroup: files\nshadow: files\nhosts: files dns\nservices: files\n")
                .file(
                        "/etc/os-release",
                        0644,
                        "ID=debian\nNAME=\"Debian GNU/Linux\"\nVERSION_CODENAME="
                                + suite.codename()
                                + "\nPRETTY_NAME=\"Debian "
                                + suite.codename()
                                + ", files of packages\"\n");
    }
}
