package dev.gantry.lab;

import static dev.gantry.lab.Suite.BOOKWORM;
import static dev.gantry.lab.Suite.SID;

import java.util.List;
import java.util.Set;

/**
 * The images of the lab. They keep the contract of the official images of the same name as far as
 * the project's stacks use it: ports, variables, volumes, commands that a health check calls.
 */
final class ImageRecipes {
    private static final String LIBRARIES = "/usr/lib/x86_64-linux-gnu/";
    private static final String POSTGRES = "/usr/lib/postgresql/15/";
    private static final String POSTGRES_DATA = "/var/lib/postgresql/data";
    private static final List<String> POSTGRES_PROGRAMS =
            List.of(
                    "postgres",
                    "initdb",
                    "pg_ctl",
                    "psql",
                    "pg_isready",
                    "pg_dump",
                    "pg_dumpall",
                    "pg_restore",
                    "createdb",
                    "pg_basebackup");
    private static final int POSTGRES_USER = 999;
    private static final int REDIS_USER = 997;

    private ImageRecipes() {}

    static List<ImageRecipe> all() {
        return List.of(
                postgres(),
                keyValueStore("redis", BOOKWORM),
                keyValueStore("valkey", SID),
                caddy(),
                nginx(),
                llama(),
                whisper(),
                speech(),
                registry(),
                toolbox(),
                StandIns.recipe());
    }

    /** Large packages that are depended on for tasks which no image of ours does. */
    static Set<String> needless() {
        return Set.of(
                "perl",
                "perl-base",
                "perl-modules-5.36",
                "libperl5.36",
                "libllvm14",
                "libz3-4",
                "locales",
                "libc-l10n",
                "systemd",
                "libsystemd-shared",
                "dpkg",
                "debconf",
                "tar",
                "usrmerge");
    }

    private static ImageRecipe postgres() {
        ImageRecipe.Builder recipe =
                ImageRecipe.of("postgres", BOOKWORM)
                        .packages("postgresql-15", "tzdata")
                        .whole("postgresql-15", "postgresql-client-15", "tzdata")
                        .without(
                                POSTGRES + "lib/bitcode/*",
                                "*/llvmjit*",
                                "/usr/share/postgresql/15/man*",
                                "/usr/bin/*")
                        .file(
                                "/usr/local/bin/docker-entrypoint.sh",
                                0755,
                                Resources.text("postgres-entrypoint.sh"))
                        .folder("/var/lib/postgresql", 0755, POSTGRES_USER)
                        .folder(POSTGRES_DATA, 0700, POSTGRES_USER)
                        .folder("/docker-entrypoint-initdb.d", 0755, 0)
                        .environment("PGDATA=" + POSTGRES_DATA)
                        .entrypoint("docker-entrypoint.sh")
                        .command("postgres")
                        .ports(5432)
                        .volume(POSTGRES_DATA)
                        .stopSignal("SIGINT")
                        .health(
                                "CMD-SHELL",
                                "pg_isready -q -h 127.0.0.1 -U \"${POSTGRES_USER:-postgres}\"");
        for (String program : POSTGRES_PROGRAMS) {
            recipe.link("/usr/local/bin/" + program, POSTGRES + "bin/" + program);
        }
        return recipe.build();
    }

    /** Redis, or its fork: they differ in nothing but the name. */
    private static ImageRecipe keyValueStore(String name, Suite suite) {
        String server = name + "-server";
        String client = name + "-cli";
        return ImageRecipe.of(name, suite)
                .packages(server)
                .pick("/usr/bin/" + server, "/usr/bin/" + client, "/usr/bin/" + name + "-check-rdb")
                .folder("/data", 0755, REDIS_USER)
                .command(server, "--bind", "0.0.0.0", "--protected-mode", "no", "--dir", "/data")
                .ports(6379)
                .volume("/data")
                .health("CMD", client, "ping")
                .build();
    }

    private static ImageRecipe caddy() {
        return ImageRecipe.of("caddy", SID)
                .packages("caddy", "ca-certificates")
                .pick("/usr/bin/caddy")
                .file("/etc/caddy/Caddyfile", 0644, ":80 {\n\trespond \"Caddy works!\"\n}\n")
                .folder("/data", 0755, 0)
                .folder("/config", 0755, 0)
                .environment("XDG_DATA_HOME=/data", "XDG_CONFIG_HOME=/config")
                .command(
                        "caddy",
                        "run",
                        "--config",
                        "/etc/caddy/Caddyfile",
                        "--adapter",
                        "caddyfile")
                .ports(80, 443, 2019)
                .healthyWhenAnswering("http://127.0.0.1:2019/config/")
                .build();
    }

    private static ImageRecipe nginx() {
        return ImageRecipe.of("nginx", BOOKWORM)
                .packages("nginx")
                .pick("/usr/sbin/nginx", "/etc/nginx/mime.types")
                .file("/etc/nginx/nginx.conf", 0644, Resources.text("nginx.conf"))
                .file("/usr/share/nginx/html/index.html", 0644, "<h1>Welcome to nginx!</h1>\n")
                .folder("/var/log/nginx", 0755, 0)
                .folder("/var/lib/nginx/body", 0755, 33)
                .command("nginx", "-g", "daemon off;")
                .ports(80)
                .stopSignal("SIGQUIT")
                .healthyWhenAnswering("http://127.0.0.1/")
                .build();
    }

    private static ImageRecipe llama() {
        return ImageRecipe.of("llama", SID)
                .packages("llama.cpp-tools", "curl")
                .pick(
                        "/usr/bin/curl",
                        "/usr/bin/llama-server",
                        LIBRARIES + "llama/libllama-server-impl.so",
                        LIBRARIES + "ggml/backends0/*")
                .environment("LLAMA_ARG_HOST=0.0.0.0", "LLAMA_ARG_PORT=8080")
                .entrypoint("llama-server")
                .ports(8080)
                .healthyWhenAnswering("http://127.0.0.1:8080/health")
                .build();
    }

    private static ImageRecipe whisper() {
        return ImageRecipe.of("whisper", SID)
                .packages("whisper.cpp-tools", "curl")
                .pick("/usr/bin/curl", "/usr/bin/whisper-server", LIBRARIES + "ggml/backends0/*")
                .entrypoint("whisper-server", "--host", "0.0.0.0", "--port", "8080")
                .ports(8080)
                .healthyWhenAnswering("http://127.0.0.1:8080/health")
                .build();
    }

    /** Speaks: {@code POST /cgi-bin/v1/audio/speech}. */
    private static ImageRecipe speech() {
        return ImageRecipe.of("speech", BOOKWORM)
                .packages("espeak-ng", "curl")
                .whole("espeak-ng-data")
                .pick("/usr/bin/curl", "/usr/bin/espeak-ng")
                .file("/srv/www/cgi-bin/v1/audio/speech", 0755, Resources.text("speech.sh"))
                .file(
                        "/srv/www/cgi-bin/ready",
                        0755,
                        "#!/bin/sh\nprintf 'Content-Type: text/plain\\r\\n\\r\\nready'\n")
                .file("/etc/httpd.conf", 0644, "A:*\n")
                .command("httpd", "-f", "-p", "8080", "-h", "/srv/www")
                .ports(8080)
                .healthyWhenAnswering("http://127.0.0.1:8080/cgi-bin/ready")
                .build();
    }

    /** Keeps what is pushed for as long as its container is there. */
    private static ImageRecipe registry() {
        return ImageRecipe.of("registry", BOOKWORM)
                .packages("docker-registry", "ca-certificates")
                .pick("/usr/bin/docker-registry")
                .file("/etc/docker/registry/config.yml", 0644, Resources.text("registry.yml"))
                .folder("/var/lib/registry", 0755, 0)
                .command("docker-registry", "serve", "/etc/docker/registry/config.yml")
                .ports(5000)
                .build();
    }

    private static ImageRecipe toolbox() {
        return ImageRecipe.of("toolbox", BOOKWORM)
                .packages("curl", "jq", "ca-certificates")
                .pick("/usr/bin/curl", "/usr/bin/jq")
                .command("sh")
                .build();
    }
}
