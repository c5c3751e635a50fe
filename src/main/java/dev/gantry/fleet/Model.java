package dev.gantry.fleet;

import dev.gantry.diag.Location;
import java.util.Locale;

/**
 * A model that a stack needs on its hosts: {@code models} of a stack.
 *
 * @param vram bytes of a GPU's memory that it takes; 0 where the file does not say
 */
public record Model(Source source, long vram, Location location) {

    private static final double GIGABYTE = 1L << 30;

    /** An amount of a GPU's memory, in the units in which files write it. */
    public static String inWords(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
    }

    /** Where it is kept. */
    public sealed interface Source {

        /** What lists call the model. */
        String name();

        /** {@code ollama}, {@code file}. */
        String kind();
    }

    /**
     * One that Ollama keeps.
     *
     * @param name with its tag
     * @param service of the stack, which is Ollama
     * @param port of its container
     * @param modelfile from which it is created, from the fleet file's directory; empty for one
     *     that is pulled
     */
    public record Ollama(String name, String service, int port, String modelfile)
            implements Source {
        @Override
        public String kind() {
            return "ollama";
        }
    }

    /**
     * A file of the host, which somebody has put there.
     *
     * @param name its path
     * @param size in bytes; negative for any
     * @param sha256 64 hexadecimal digits; empty for any
     */
    public record HostFile(String name, long size, String sha256) implements Source {
        @Override
        public String kind() {
            return "file";
        }
    }
}
