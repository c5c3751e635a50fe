package dev.gantry.fleet;

/**
 * One secret.
 *
 * @param provider who had it, in words: {@code env_file .env}
 */
public record Secret(String value, String provider) {

    /** Without the value. */
    @Override
    public String toString() {
        return "Secret[" + provider + "]";
    }
}
