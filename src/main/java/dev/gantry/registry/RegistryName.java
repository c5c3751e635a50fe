package dev.gantry.registry;

/**
 * The registry of an image.
 *
 * @param key by which the Docker CLI keeps its credentials: the host, with its port; for Docker Hub
 *     an address of old
 */
public record RegistryName(String key) {
    private static final String HUB = "https://index.docker.io/v1/";

    /** The registry that an image's reference means. */
    public static RegistryName of(String reference) {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        boolean hub = first.equals("docker.io") || first.equals("index.docker.io");
        return new RegistryName(host && !hub ? first : HUB);
    }

    /** Whether another spelling of old configurations means it: {@code https://host/v1/}. */
    boolean isMeantBy(String spelling) {
        return spelling.equals(key) || host(spelling).equals(host(key));
    }

    private static String host(String spelling) {
        int scheme = spelling.indexOf("://");
        String rest = scheme < 0 ? spelling : spelling.substring(scheme + "://".length());
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
