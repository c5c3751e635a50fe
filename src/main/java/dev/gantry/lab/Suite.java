package dev.gantry.lab;

import java.util.List;
import java.util.Locale;

/** A Debian suite that packages are taken from; one image or machine is of one suite only. */
enum Suite {
    BOOKWORM {
        @Override
        List<String> sources(Mirrors mirrors) {
            return List.of(
                    source(mirrors.main(), "bookworm"),
                    source(mirrors.security(), "bookworm-security"));
        }
    },
    SID {
        @Override
        List<String> sources(Mirrors mirrors) {
            return List.of(source(mirrors.main(), "sid"));
        }
    };

    private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

    /** The lines of its {@code sources.list}. */
    abstract List<String> sources(Mirrors mirrors);

    String codename() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String source(String mirror, String distribution) {
        return "deb [signed-by=" + KEYRING + "] " + mirror + " " + distribution + " main";
    }
}
