package dev.gantry.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL of Debian's packages, without installing them. It refuses to be root's, so it is
 * nobody's.
 *
 * @param root the unpacked packages
 * @param folder of the database
 */
public record Postgres(Path root, Path folder, int port) implements AutoCloseable {
    public static final String USER = "gantry";
    public static final String PASSWORD = "hunter2-postgres";

    private static final String NOBODY = "65534";
    private static final String PROGRAMS = "usr/lib/postgresql/15/bin";

    /**
     * One that runs, with a user and no database.
     *
     * @param scratch an empty folder, for it alone
     */
    public static Postgres in(Path scratch) throws IOException {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path root = Files.createDirectory(scratch.resolve("root"));
        Progress progress = new Progress(System.out::println, InstantSource.system());
        new AptRoot(Suite.BOOKWORM, LabFolders.of(System.getenv()), progress)
                .fetch(List.of("postgresql-15"), ImageRecipes.needless()).stream()
                        .filter(deb -> !deb.name().equals("libc6"))
                        .forEach(deb ->
                                Shell.run(
                                        "dpkg-deb", "-x", deb.file().toString(), root.toString()));
        Path folder = Files.createDirectory(scratch.resolve("database"));
        Shell.run("chown", NOBODY + ":" + NOBODY, folder.toString());
        Postgres postgres = new Postgres(root, folder, freePort());
        postgres.initialize();
        postgres.start();
        return postgres;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void initialize() throws IOException {
        Path password = folder.resolveSibling("password");
        Files.writeString(password, PASSWORD);
        run(
                "initdb",
                "-D",
                data(),
                "-U",
                USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    public void start() {
        String options =
                "-p "
                        + port
                        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off";
        String log = folder.resolve("log").toString();
        run("pg_ctl", "-D", data(), "-l", log, "-w", "-o", options, "start");
    }

    public void stop() {
        run("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop");
    }

    private void run(String program, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--reuid=" + NOBODY,
                                "--regid=" + NOBODY,
                                "--clear-groups",
                                root.resolve(PROGRAMS).resolve(program).toString()));
        command.addAll(List.of(arguments));
        String libraries = root.resolve("usr/lib/x86_64-linux-gnu").toString();
        Map<String, String> environment = Map.of("LD_LIBRARY_PATH", libraries, "LC_ALL", "C");
        Shell.ask(command, folder, environment, _ -> {}).orThrow();
    }

    /** Where a database is, without the password. */
    public String url(String database) {
        return "postgresql://%s@127.0.0.1:%d/%s".formatted(USER, port, database);
    }

    @Override
    public void close() {
        stop();
        Shell.run("rm", "-rf", root.toString());
    }
}
