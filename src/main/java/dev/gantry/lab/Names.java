package dev.gantry.lab;

import dev.gantry.diag.UsageException;

/** Names become parts of file names, host names and namespaces. */
final class Names {
    private static final int LONGEST = 30;

    private Names() {}

    static void check(String what, String name) {
        boolean fits = !name.isEmpty() && name.length() <= LONGEST;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean inside = i > 0 && i < name.length() - 1;
            fits &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && inside);
        }
        if (!fits) {
            throw new UsageException(
                    "\"" + name + "\" cannot be the name of a " + what,
                    "use lower-case letters, digits and dashes, at most " + LONGEST);
        }
    }
}
