package dev.gantry.plan;

import java.util.List;

/**
 * The name that a container has until it is complete and in its place: {@code <the first twelve
 * digits of the id of the one that it replaces>_<name>}, as Docker Compose calls it, with zeros
 * where it replaces none. Whoever still has it was left by a run that was interrupted.
 *
 * @param replaced how the id of the old container begins
 * @param name the name that the container is to have in the end
 */
public record TemporaryName(String replaced, String name) {
    private static final int DIGITS = 12;
    private static final String NONE = "0".repeat(DIGITS);

    /** For a container that takes the place of another one. */
    public static TemporaryName replacing(String oldId, String name) {
        return new TemporaryName(oldId.substring(0, Math.min(DIGITS, oldId.length())), name);
    }

    /** For a container that replaces none. */
    public static TemporaryName replacingNone(String name) {
        return new TemporaryName(NONE, name);
    }

    @Override
    public String toString() {
        return replaced + "_" + name;
    }

    /** Whether the container was to become {@code name}, and has not. */
    static boolean isOf(Observed.Container container, String name) {
        String now = container.name();
        return now.length() == DIGITS + 1 + name.length()
                && now.charAt(DIGITS) == '_'
                && now.endsWith(name)
                && now.substring(0, DIGITS).chars().allMatch(TemporaryName::isHexadecimal);
    }

    private static boolean isHexadecimal(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    static TemporaryName of(Observed.Container container) {
        String now = container.name();
        return new TemporaryName(now.substring(0, DIGITS), now.substring(DIGITS + 1));
    }

    /**
     * Whether nobody needs the container: what it was to replace is still there, so that it may be
     * half made, or another one has the name by now.
     */
    boolean isSuperfluous(List<Observed.Container> there) {
        return replaced.equals(NONE)
                || there.stream()
                        .anyMatch(one -> one.id().startsWith(replaced) || one.name().equals(name));
    }
}
