package dev.gantry.secret;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads the text of a vault; all that is wrong with it becomes problems, each with its line. */
final class VaultReader {
    private final String file;
    private final List<String> lines;
    private final Problems problems;
    private final SequencedMap<SecretAddress, Integer> places = new LinkedHashMap<>();
    private int at;

    private VaultReader(String file, String text, Problems problems) {
        this.file = file;
        this.lines = text.lines().map(String::stripTrailing).toList();
        this.problems = problems;
    }

    /**
     * Nothing where there is a problem: half of a vault is none.
     *
     * @param file as the user wrote it
     */
    static Optional<VaultText> read(String file, String text, Problems problems) {
        return new VaultReader(file, text, problems).read();
    }

    private Optional<VaultText> read() {
        int before = problems.errorsTold();
        conflicts();
        if (problems.errorsTold() > before) {
            return Optional.empty();
        }
        if (!line().equals(VaultText.FORMAT)) {
            boolean later = line().startsWith("gantry-vault ");
            wrong(
                    later ? "this vault is of another format" : "this is no vault of Gantry",
                    later
                            ? "a later version of Gantry has made it: use that"
                            : "name the file that `gantry secret set` has made");
            return Optional.empty();
        }
        at++;
        Optional<VaultKey> key = VaultKey.parse(after(VaultText.KEY));
        if (key.isEmpty()) {
            wrong("this line says no way to the vault's key that can be gone", restore());
            return Optional.empty();
        }
        at++;
        String check = after(VaultText.CHECK);
        if (!isSealed(check)) {
            wrong("the check of the key is damaged", restore());
            return Optional.empty();
        }
        at++;
        entries();
        return problems.errorsTold() > before
                ? Optional.empty()
                : Optional.of(new VaultText(lines, key.get(), check, places));
    }

    /** The next line that says something; {@code at} is its place. */
    private String line() {
        while (at < lines.size() && isSilent(lines.get(at))) {
            at++;
        }
        return at < lines.size() ? lines.get(at) : "";
    }

    private String after(String word) {
        String line = line();
        return line.startsWith(word) ? line.substring(word.length()) : "";
    }

    private static boolean isSilent(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    private void entries() {
        for (; at < lines.size(); at++) {
            String line = lines.get(at);
            if (!isSilent(line)) {
                entry(line);
            }
        }
    }

    private void conflicts() {
        for (at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith("<<<<<<<")) {
                wrong(
                        "Git has left a conflict here",
                        "keep one line for each secret, and take out those that Git has put around"
                                + " them: both sides are here, whole");
            }
        }
        at = 0;
    }

    private void entry(String line) {
        Optional<SecretAddress> address = VaultText.address(line);
        if (address.isEmpty()
                || !isSealed(
                        line.substring(
                                line.indexOf(VaultText.BETWEEN) + VaultText.BETWEEN.length()))) {
            wrong("this line is damaged", restore());
            return;
        }
        Integer first = places.putIfAbsent(address.get(), at);
        if (first != null) {
            wrong(
                    address.get() + " stands here again, after line " + (first + 1),
                    "take out the one that is not wanted");
        }
    }

    private static boolean isSealed(String text) {
        try {
            return !text.isEmpty() && Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private void wrong(String what, String next) {
        int line = Math.min(at, Math.max(lines.size() - 1, 0)) + 1;
        problems.error(new Location(file, line, 1), what, next);
    }

    private static String restore() {
        return "take the line as it was from Git or a backup";
    }
}
