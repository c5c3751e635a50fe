package dev.gantry.secret;

import java.util.Set;

/** Names that Infisical's own command line does not let a secret have. */
final class ReservedNames {
    private static final Set<String> NAMES =
            Set.of(
                    "HOME",
                    "PATH",
                    "PS1",
                    "PS2",
                    "PWD",
                    "EDITOR",
                    "XAUTHORITY",
                    "USER",
                    "TERM",
                    "TERMINFO",
                    "SHELL",
                    "MAIL");

    private ReservedNames() {}

    static boolean has(String name) {
        return NAMES.contains(name) || name.startsWith("XDG_") || name.startsWith("LC_");
    }
}
