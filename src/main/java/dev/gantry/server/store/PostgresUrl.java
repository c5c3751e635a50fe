package dev.gantry.server.store;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL is, in the form of libpq. Messages about it quote nothing that may be a part
 * of a password, however the URL is mistyped.
 */
final class PostgresUrl {
    private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");
    private static final String FORM = "write postgresql://user@host:5432/database";

    /** Parameter of libpq to property of the driver. */
    private static final SequencedMap<String, String> PARAMETERS = parameters();

    private final List<String> hosts;
    private final List<Integer> ports;
    private final String database;
    private final String user;
    private final String password;
    private final Map<String, String> properties;

    private PostgresUrl(
            Authority authority, String database, String password, Map<String, String> properties) {
        this.hosts = authority.hosts();
        this.ports = authority.ports();
        this.user = authority.user();
        this.database = database;
        this.password = password;
        this.properties = Map.copyOf(properties);
    }

    /** What stands between {@code //} and the next slash. */
    private record Authority(List<String> hosts, List<Integer> ports, String user) {}

    private static SequencedMap<String, String> parameters() {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        for (String same : List.of("sslmode", "sslrootcert", "sslcert", "sslkey", "options")) {
            all.put(same, same);
        }
        all.put("sslpassword", "sslpassword");
        all.put("application_name", "ApplicationName");
        all.put("connect_timeout", "connectTimeout");
        all.put("channel_binding", "channelBinding");
        all.put("gssencmode", "gssEncMode");
        all.put("user", "user");
        all.put("password", "password");
        all.put("dbname", "dbname");
        return all;
    }

    /**
     * @param environment of which {@code PGHOST}, {@code PGPORT}, {@code PGUSER}, {@code
     *     PGPASSWORD} and {@code PGDATABASE} count
     * @throws UsageException when it is none
     */
    static PostgresUrl parse(String url, Map<String, String> environment) {
        String rest =
                SCHEMES.stream()
                        .filter(url::startsWith)
                        .findFirst()
                        .map(scheme -> url.substring(scheme.length()))
                        .orElseThrow(() -> wrong("is not one of PostgreSQL"));
        int question = rest.indexOf('?');
        Map<String, String> query = query(question < 0 ? "" : rest.substring(question + 1));
        String place = question < 0 ? rest : rest.substring(0, question);
        int slash = place.indexOf('/');
        String front = slash < 0 ? place : place.substring(0, slash);
        String name = slash < 0 ? "" : decoded(place.substring(slash + 1));
        return of(front, name, query, environment);
    }

    private static PostgresUrl of(
            String front, String name, Map<String, String> query, Map<String, String> environment) {
        int at = front.lastIndexOf('@');
        String info = at < 0 ? "" : front.substring(0, at);
        int colon = info.indexOf(':');
        String user = decoded(colon < 0 ? info : info.substring(0, colon));
        String password = colon < 0 ? "" : decoded(info.substring(colon + 1));
        Map<String, String> properties = new LinkedHashMap<>(query);
        String person =
                first(taken(properties, "user"), user, environment.get("PGUSER"))
                        .or(() -> first(environment.get("USER"), environment.get("LOGNAME")))
                        .orElse("postgres");
        Authority authority = authority(front.substring(at + 1), person, environment);
        return new PostgresUrl(
                authority,
                first(taken(properties, "dbname"), name, environment.get("PGDATABASE"))
                        .orElse(person),
                first(taken(properties, "password"), password, environment.get("PGPASSWORD"))
                        .orElse(""),
                properties);
    }

    private static String taken(Map<String, String> properties, String key) {
        String value = properties.remove(key);
        return value == null ? "" : value;
    }

    /** The first that is there and not empty. */
    private static Optional<String> first(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null && !text.isEmpty()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static Authority authority(String text, String user, Map<String, String> environment) {
        List<String> hosts = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            int colon = one.startsWith("[") ? one.indexOf("]:") + 1 : one.lastIndexOf(':');
            boolean ported = colon > 0 || one.startsWith(":");
            String host = decoded(ported ? one.substring(0, colon) : one);
            String port = ported ? one.substring(colon + 1) : "";
            hosts.add(first(host, environment.get("PGHOST")).orElse("localhost"));
            ports.add(port(first(port, environment.get("PGPORT")).orElse("5432")));
        }
        if (hosts.stream().anyMatch(host -> !host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]"))) {
            throw wrong("has a host that is no name and no address");
        }
        return new Authority(hosts, ports, user);
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw wrong("has a port that is no number up to 65535");
        }
        return port;
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? "" : decoded(pair.substring(0, equals));
            String property = PARAMETERS.get(key);
            if (property == null) {
                throw new UsageException(
                        "the URL of the database has a parameter that Gantry does not pass on",
                        DidYouMean.hint(key, PARAMETERS.keySet()));
            }
            query.put(property, decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    /** A plus is a plus here. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw wrong("has a % that no two hexadecimal digits follow");
        }
    }

    private static UsageException wrong(String what) {
        return new UsageException(
                "the URL of the database " + what,
                FORM
                        + ", with special characters of the password as %40; for SQLite, leave it out");
    }

    /** Makes connections that give up in a few seconds. */
    DataSource connections() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(hosts.toArray(String[]::new));
        source.setPortNumbers(ports.stream().mapToInt(Integer::intValue).toArray());
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password.isEmpty() ? null : password);
        source.setApplicationName("gantry");
        source.setConnectTimeout(3);
        source.setLoginTimeout(5);
        source.setSocketTimeout(10);
        source.setTcpKeepAlive(true);
        properties.forEach((name, value) -> set(source, name, value));
        return source;
    }

    private static void set(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException refused) {
            throw wrong("has a value for " + name + " that the driver does not take");
        }
    }

    /** Without the password. */
    String shown() {
        StringBuilder out = new StringBuilder("postgresql://");
        for (int i = 0; i < hosts.size(); i++) {
            out.append(i == 0 ? "" : ",").append(hosts.get(i)).append(':').append(ports.get(i));
        }
        return out.append('/').append(database).toString();
    }

    String database() {
        return database;
    }

    /** The user. */
    String person() {
        return user;
    }

    @Override
    public String toString() {
        return shown();
    }
}
