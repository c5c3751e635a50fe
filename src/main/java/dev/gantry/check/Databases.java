package dev.gantry.check;

import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The images of databases, and where these keep their files. */
final class Databases {
    /**
     * Key-value stores: caches by default, databases where they are told to keep what they have. A
     * configuration file of theirs is not read.
     */
    private static final Set<String> STORES =
            Set.of("redis", "redis-stack", "redis-stack-server", "valkey", "keydb");

    /** What is written by it is on the disk before it counts, as in any database. */
    private static final Pattern APPENDING = Pattern.compile("--appendonly[ =]+yes\\b");

    private static final Pattern SAVING = Pattern.compile("--save[ =]+\\d");

    private static final Map<String, List<String>> FOLDERS = folders();

    private Databases() {}

    /** Whether it keeps what its clients rely on, so that they wait for it. */
    static boolean is(Service service) {
        String name = name(service.image());
        return STORES.contains(name)
                ? APPENDING.matcher(words(service)).find() || SAVING.matcher(words(service)).find()
                : FOLDERS.containsKey(name);
    }

    /** How it is started; quotes are a shell's. */
    private static String words(Service service) {
        Fields fields = Fields.of(service.canonical());
        return String.join(
                        " ",
                        String.join(" ", fields.texts("entrypoint")),
                        String.join(" ", fields.texts("command")),
                        service.environment().getOrDefault("REDIS_ARGS", ""))
                .replaceAll("[\"']", "");
    }

    /**
     * Whether the mount holds the files of a database, as far as its image is known. A store's
     * snapshots do not count: each is a new file, whole before it has its name.
     */
    static boolean keepsIn(Service service, Mount mount) {
        if (STORES.contains(name(service.image())) && !APPENDING.matcher(words(service)).find()) {
            return false;
        }
        String own = service.environment().getOrDefault("PGDATA", "");
        List<String> folders = FOLDERS.getOrDefault(name(service.image()), List.of());
        return !mount.readOnly()
                && !folders.isEmpty()
                && (folders.stream().anyMatch(folder -> overlaps(folder, mount.target()))
                        || (!own.isEmpty() && overlaps(own, mount.target())));
    }

    /** The last part of a reference, without tag and digest. */
    static String name(String image) {
        String name = image.substring(image.lastIndexOf('/', digest(image)) + 1, digest(image));
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static int digest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? image.length() : at;
    }

    private static boolean overlaps(String one, String other) {
        return isBelow(one, other) || isBelow(other, one);
    }

    private static boolean isBelow(String path, String above) {
        return path.startsWith(above)
                && (path.length() == above.length()
                        || above.endsWith("/")
                        || path.charAt(above.length()) == '/');
    }

    private static Map<String, List<String>> folders() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        add(
                table,
                "postgres postgresql postgis pgvector timescaledb timescaledb-ha pgvecto-rs",
                "/var/lib/postgresql /bitnami/postgresql /home/postgres/pgdata");
        add(
                table,
                "mysql mariadb percona percona-server",
                "/var/lib/mysql /bitnami/mysql /bitnami/mariadb");
        add(table, "mongo mongodb mongodb-community-server", "/data/db /bitnami/mongodb");
        add(table, "clickhouse-server clickhouse", "/var/lib/clickhouse /bitnami/clickhouse");
        add(table, "neo4j", "/data");
        add(table, "influxdb", "/var/lib/influxdb /var/lib/influxdb2");
        add(table, "elasticsearch", "/usr/share/elasticsearch/data");
        add(table, "opensearch", "/usr/share/opensearch/data");
        add(table, "cassandra", "/var/lib/cassandra");
        add(table, "couchdb", "/opt/couchdb/data");
        add(table, "qdrant", "/qdrant/storage");
        add(table, "meilisearch", "/meili_data");
        add(table, String.join(" ", STORES), "/data /bitnami/redis /bitnami/valkey");
        return table;
    }

    private static void add(Map<String, List<String>> table, String images, String folders) {
        for (String image : images.split(" ")) {
            table.put(image, Arrays.asList(folders.split(" ")));
        }
    }
}
