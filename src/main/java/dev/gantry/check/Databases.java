package dev.gantry.check;

import dev.gantry.compose.model.Mount;
import dev.gantry.compose.model.Service;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images of databases, and where these keep their files. */
final class Databases {
    private static final Map<String, List<String>> FOLDERS = folders();

    private Databases() {}

    static boolean is(Service service) {
        return FOLDERS.containsKey(name(service.image()));
    }

    /** Whether the mount holds the files of a database, as far as its image is known. */
    static boolean keepsIn(Service service, Mount mount) {
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
        return table;
    }

    private static void add(Map<String, List<String>> table, String images, String folders) {
        for (String image : images.split(" ")) {
            table.put(image, Arrays.asList(folders.split(" ")));
        }
    }
}
