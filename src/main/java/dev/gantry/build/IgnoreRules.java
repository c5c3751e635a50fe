package dev.gantry.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a {@code .dockerignore} keeps out of a context, by the rules of Docker's own matcher: each
 * pattern is for whole paths below the context, the last one that fits decides, and what is below a
 * folder that is kept out is kept out as well.
 *
 * @see <a href="https://github.com/moby/patternmatcher">moby/patternmatcher</a>
 */
final class IgnoreRules {
    private static final String ESCAPED = ".+()|{}$";

    private final List<Rule> rules;

    /**
     * @param exception whether it brings back what earlier ones keep out ({@code !})
     */
    private record Rule(String text, boolean exception, Pattern pattern) {

        boolean fits(String path) {
            return pattern.matcher(path).matches();
        }
    }

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads the text of an ignore file.
     *
     * @throws IllegalArgumentException saying in words what is wrong with a line
     */
    static IgnoreRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (String line : bare.lines().toList()) {
            rule(line).ifPresent(rules::add);
        }
        return new IgnoreRules(rules);
    }

    private static Optional<Rule> rule(String line) {
        String text = line.strip();
        if (line.startsWith("#") || text.isEmpty()) {
            return Optional.empty();
        }
        boolean exception = text.startsWith("!");
        String path = exception ? text.substring(1).strip() : text;
        if (path.isEmpty()) {
            throw new IllegalArgumentException("illegal exclusion pattern: \"!\"");
        }
        String clean = Path.of(path).normalize().toString();
        String relative = clean.length() > 1 && clean.startsWith("/") ? clean.substring(1) : clean;
        return Optional.of(rule(relative.isEmpty() ? "." : relative, exception));
    }

    private static Rule rule(String path, boolean exception) {
        try {
            return new Rule(path, exception, Pattern.compile(expression(path), Pattern.UNIX_LINES));
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("\"" + path + "\" is not a pattern", wrong);
        }
    }

    /** These rules, and the files brought back where they are kept out. */
    IgnoreRules keeping(List<String> files) {
        List<Rule> all = new ArrayList<>(rules);
        files.stream()
                .filter(this::ignores)
                .forEach(file ->
                        all.add(new Rule(file, true, Pattern.compile(Pattern.quote(file)))));
        return new IgnoreRules(all);
    }

    /**
     * @param path relative to the context, with slashes
     */
    boolean ignores(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.exception() == ignored && fitsOrAbove(rule, path)) {
                ignored = !rule.exception();
            }
        }
        return ignored;
    }

    private static boolean fitsOrAbove(Rule rule, String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (rule.fits(path.substring(0, slash))) {
                return true;
            }
        }
        return rule.fits(path);
    }

    /** Whether an exception may bring back something below a folder that is kept out. */
    boolean mayKeepBelow(String folder) {
        return rules.stream()
                .anyMatch(rule -> rule.exception() && (rule.text() + "/").startsWith(folder + "/"));
    }

    private static String expression(String path) {
        StringBuilder out = new StringBuilder();
        boolean inSet = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\') {
                literal(i + 1 < path.length() ? path.charAt(++i) : '\\', out);
            } else if (inSet) {
                inSet = c != ']';
                out.append("[&".indexOf(c) >= 0 ? "\\" : "").append(c);
            } else if (c == '*') {
                i = stars(path, i, out);
            } else if (c == '?') {
                out.append("[^/]");
            } else {
                inSet = c == '[';
                out.append(ESCAPED.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return out.toString();
    }

    private static void literal(char c, StringBuilder out) {
        out.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
    }

    /** Two stars, and a slash behind them, stand for any number of folders. */
    private static int stars(String path, int at, StringBuilder out) {
        if (at + 1 >= path.length() || path.charAt(at + 1) != '*') {
            out.append("[^/]*");
            return at;
        }
        boolean slash = at + 2 < path.length() && path.charAt(at + 2) == '/';
        int last = slash ? at + 2 : at + 1;
        out.append(last + 1 == path.length() ? ".*" : "(.*/)?");
        return last;
    }
}
