package dev.gantry.fleet;

import static dev.gantry.fleet.Keys.key;
import static dev.gantry.fleet.Keys.needed;

import java.util.List;

/**
 * Every key of a fleet file. The readers refuse what is not in these tables, and from them come the
 * schema that editors use and the reference ({@code docs/reference/gantry.schema.json} and {@code
 * gantry.yaml.md}; {@code ./dev golden} writes them).
 */
public final class FleetKeys {
    /** How an engine address begins; those with {@code ://} go on. */
    static final List<String> SCHEMES =
            List.of("local", "unix://", "ssh://", "tcp://", "context://");

    /** What one can wait for. */
    static final List<String> READINESS = List.of("healthy", "started", "completed");

    private static final Keys.Type TEXT = new Keys.Text("", List.of());
    private static final Keys.Type TEXTS = new Keys.Texts();
    private static final Keys.Type ANY = new Keys.Any();
    private static final Keys.Type WORDS = new Keys.OneOrMore(List.of(TEXT));
    private static final Keys.Type PROJECT = new Keys.Text("[a-z0-9][a-z0-9_-]*", List.of());

    static final Keys ENV_FILE =
            new Keys(
                    "An entry of `env_file`",
                    List.of(
                            needed("path", TEXT, "The file, from the fleet file's directory"),
                            key("required", new Keys.Flag(), "`false` when it may be missing")));

    static final Keys COMPOSE = entry("compose", "file", "The Compose file");
    static final Keys PROFILE = entry("profiles", "profile", "The profile");

    private static final Keys.Type ENV_FILES =
            new Keys.OneOrMore(List.of(TEXT, new Keys.Struct(ENV_FILE)));

    static final Keys DAEMON =
            new Keys(
                    "The settings of an engine",
                    List.of(
                            key("log-driver", TEXT, "Where containers log unless they say"),
                            key("log-opts", TEXTS, "Options of that log driver"),
                            key("storage-driver", TEXT, "How images and containers are kept"),
                            key(
                                    "insecure-registries",
                                    WORDS,
                                    "Registries that may be asked without TLS"),
                            key("registry-mirrors", WORDS, "Mirrors of Docker Hub")));

    private static final Keys.Type SETTINGS = new Keys.Struct(DAEMON);

    static final Keys SHARE =
            new Keys(
                    "A share",
                    List.of(
                            needed("path", TEXT, "Where this host has it, an absolute path"),
                            needed(
                                    "type",
                                    new Keys.Text(String.join("|", Share.TYPES), Share.TYPES),
                                    "How it is mounted; `local` on the host whose own disk it is")));

    static final Keys ACCEPT =
            new Keys(
                    "An entry of `accept`",
                    List.of(
                            needed("check", TEXT, "The code of what `gantry check` finds"),
                            key("stack", TEXT, "Only in this stack"),
                            key("service", TEXT, "Only in this service"),
                            key("host", TEXT, "Only on this host"),
                            needed("reason", TEXT, "Why it may stay, for whoever reads the file")));

    static final Keys HOST =
            new Keys(
                    "A host",
                    List.of(
                            key(
                                    "engine",
                                    new Keys.Text(engines(), SCHEMES),
                                    "How its engine is reached: `local` (the default), a socket, SSH, TCP, or a Docker context"),
                            key(
                                    "address",
                                    TEXT,
                                    "Where other hosts reach the ports it publishes; else the host in `engine`"),
                            key(
                                    "labels",
                                    TEXTS,
                                    "What stacks and conditions select by; `os`, `arch` and `gpu` win over what the engine tells"),
                            key("env", TEXTS, "Variables of every stack on this host"),
                            key("env_file", ENV_FILES, "Files of such variables"),
                            key(
                                    "directory",
                                    TEXT,
                                    "Where delivered files live on the host, an absolute path: `/var/lib/gantry` unless it says"),
                            key(
                                    "daemon",
                                    SETTINGS,
                                    "What its `daemon.json` should say; each key wins over the fleet's"),
                            key(
                                    "shares",
                                    new Keys.Named(SHARE),
                                    "Storage that several hosts mount, each at a path of its own; the name is the same on all")));

    static final Keys NETWORK =
            new Keys(
                    "A network",
                    List.of(
                            key("name", TEXT, "Its name at the engine; else the key"),
                            key("driver", ANY, "As in a Compose file"),
                            key("driver_opts", ANY, "As in a Compose file"),
                            key("external", ANY, "As in a Compose file"),
                            key("internal", ANY, "As in a Compose file"),
                            key("attachable", ANY, "As in a Compose file"),
                            key("enable_ipv4", ANY, "As in a Compose file"),
                            key("enable_ipv6", ANY, "As in a Compose file"),
                            key("ipam", ANY, "As in a Compose file"),
                            key("labels", TEXTS, "As in a Compose file, but as a mapping")));

    private static final String WHEN =
            "Where it counts: labels of the host, each with a value or several; `set` lists variables that have to have a value";

    static final Keys CHECK =
            new Keys(
                    "A check",
                    List.of(
                            key(
                                    "name",
                                    TEXT,
                                    "What reports call it; else its address or its command"),
                            key(
                                    "http",
                                    new Keys.Text(SmokeCheckReader.URL, List.of()),
                                    "An address to ask: of the deployment's machine (`http://localhost:8080/health`), of a service of the stack by the port of its container (`http://web:80/`), or any other as this machine sees it"),
                            key(
                                    "status",
                                    new Keys.Text("[1-5]\\d\\d", List.of()),
                                    "The status that `http` is to answer; else any from 200 to 299. Redirects are not followed"),
                            key("body", TEXT, "What must occur in the answer's body"),
                            key(
                                    "method",
                                    new Keys.Text("GET|HEAD|get|head", List.of()),
                                    "`GET` (the default) or `HEAD`"),
                            key(
                                    "verify",
                                    new Keys.Flag(),
                                    "`false` when the certificate of an `https` address may be any"),
                            key(
                                    "tcp",
                                    TEXT,
                                    "A `HOST:PORT` that must take a connection and keep it; hosts as for `http`"),
                            key(
                                    "command",
                                    new Keys.OneOrMore(List.of(TEXT)),
                                    "A command that must end with 0: its words, or a line for `/bin/sh`"),
                            key("service", TEXT, "The service in whose container the command runs"),
                            key("output", TEXT, "What must occur in what the command prints"),
                            key(
                                    "timeout",
                                    TEXT,
                                    "For how long it is tried, as in `5s`; `30s` unless it says"),
                            key("when", new Keys.Labels(), WHEN)));

    static final Keys MODEL =
            new Keys(
                    "A model",
                    List.of(
                            key(
                                    "ollama",
                                    TEXT,
                                    "A model that Ollama keeps, by its name: pulled at the end of `up` where it is missing"),
                            key("service", TEXT, "The service of the stack that is Ollama"),
                            key(
                                    "port",
                                    new Keys.Text(ModelReader.PORT, List.of()),
                                    "The port of its container, which must be published; 11434 unless it says"),
                            key(
                                    "modelfile",
                                    TEXT,
                                    "A Modelfile, from the fleet file's directory, from which the model is created instead"),
                            key("file", TEXT, "A file that must be on the host, by its path"),
                            key(
                                    "size",
                                    new Keys.Text("\\d{1,18}", List.of()),
                                    "Its size in bytes, looked at before `up` starts anything"),
                            key(
                                    "sha256",
                                    new Keys.Text(ModelReader.DIGEST, List.of()),
                                    "Its digest, looked at by `gantry models --verify`"),
                            key(
                                    "vram",
                                    TEXT,
                                    "Memory of the GPU that it takes, as in `5GB`; a host has what its label `vram` says")));

    static final Keys START_TIMEOUT =
            new Keys(
                    "Times to start",
                    List.of(
                            key(
                                    "first",
                                    TEXT,
                                    "For a service without a container whose named volumes are not all there yet, or that has none"),
                            key("later", TEXT, "For every other start")));

    static final Keys STACK =
            new Keys(
                    "A stack",
                    List.of(
                            needed(
                                    "compose",
                                    new Keys.OneOrMore(List.of(TEXT, new Keys.Struct(COMPOSE))),
                                    "Its Compose files, in the order of merging"),
                            key("project", PROJECT, "The Compose project name; else `FLEET-STACK`"),
                            key(
                                    "formerly",
                                    new Keys.OneOrMore(List.of(PROJECT)),
                                    "Compose projects that its services were part of before: the containers that these have there make room for its own"),
                            key(
                                    "profiles",
                                    new Keys.OneOrMore(List.of(TEXT, new Keys.Struct(PROFILE))),
                                    "Profiles that are on"),
                            key("env", TEXTS, "Variables of this stack"),
                            key("env_file", ENV_FILES, "Files of such variables"),
                            key(
                                    "hosts",
                                    new Keys.Either(List.of(WORDS, new Keys.Labels())),
                                    "The hosts it runs on, by name or by labels; may be left out where there is one host"),
                            key(
                                    "needs",
                                    new Keys.OneOrMore(List.of(new Keys.Text(needs(), List.of()))),
                                    "What has to be up before it, on whatever host: `STACK`, `STACK/SERVICE` or `STACK/SERVICE@READINESS`"),
                            key(
                                    "start_timeout",
                                    new Keys.Either(List.of(TEXT, new Keys.Struct(START_TIMEOUT))),
                                    "How long a service may take until it is ready, as in `2m`, its health check's `start_period` included; 5 minutes and the start period unless it says"),
                            key(
                                    "secrets",
                                    TEXT,
                                    "Its path at the providers of secrets, such as `/gitea`; without one, those that have paths are not asked for it"),
                            key(
                                    "checks",
                                    new Keys.OneOrMore(List.of(new Keys.Struct(CHECK))),
                                    "What `gantry smoke` asks, to see that it works"),
                            key(
                                    "models",
                                    new Keys.OneOrMore(List.of(new Keys.Struct(MODEL))),
                                    "The models that its hosts must have")));

    static final Keys LANE =
            new Keys(
                    "A lane",
                    List.of(
                            key(
                                    "share",
                                    new Keys.Text("0(\\.\\d{1,6})?|1(\\.0*)?", List.of()),
                                    "The part of the free slots that it gets while an earlier lane waits too; 0 unless it says"),
                            key(
                                    "room",
                                    new Keys.Text("\\d{1,6}", List.of()),
                                    "How many requests may wait in it; 256 unless it says"),
                            key(
                                    "yields",
                                    new Keys.Flag(),
                                    "`true` when its requests give up their slots to earlier lanes before their answer begins")));

    static final Keys INFERENCE =
            new Keys(
                    "The inference of the fleet",
                    List.of(
                            key(
                                    "lanes",
                                    new Keys.Named(LANE),
                                    "Classes of requests, the most urgent first; else interactive, agent, batch"),
                            key(
                                    "devices",
                                    TEXTS,
                                    "How many requests a device such as `gpu`, which services of a host name, works on at the same time"),
                            key(
                                    "services",
                                    ANY,
                                    "What `gantry serve` registers, by `STACK/SERVICE`: `kind`, `port` and all else that `gantry node add -f` takes")));

    static final Keys FLEET =
            new Keys(
                    "The fleet",
                    List.of(
                            key("fleet", TEXT, "Its name; else the directory's"),
                            key("labels", TEXTS, "Labels of every host; its own win"),
                            key(
                                    "hosts",
                                    new Keys.Named(HOST),
                                    "The machines; without it, the one engine that is here"),
                            key(
                                    "daemon",
                                    SETTINGS,
                                    "What the `daemon.json` of every host should say: `gantry doctor` compares"),
                            key(
                                    "networks",
                                    new Keys.Named(NETWORK),
                                    "Networks that several stacks on a host use; made before the first of them"),
                            key("env_file", ENV_FILES, "Files of variables of every stack"),
                            key(
                                    "secrets",
                                    new Keys.ListOfOne(ProviderKeys.SECRETS),
                                    "Where secrets come from, in the order of asking"),
                            key(
                                    "registries",
                                    new Keys.Named(ProviderKeys.REGISTRY),
                                    "Who logs in where, by the registry's host and port (`docker.io` for Docker Hub); before the Docker CLI's own logins"),
                            key(
                                    "images",
                                    TEXTS,
                                    "Images to take in place of those that the Compose files name, as behind a mirror; a `*` at the end of both stands for the rest"),
                            key(
                                    "inference",
                                    new Keys.Struct(INFERENCE),
                                    "What of it serves inference, for `gantry serve`"),
                            key(
                                    "accept",
                                    new Keys.OneOrMore(List.of(new Keys.Struct(ACCEPT))),
                                    "What `gantry check` finds and is to stay as it is"),
                            needed(
                                    "stacks",
                                    new Keys.Named(STACK),
                                    "What is started and stopped together")));

    /** Every table, in the order of the reference. */
    static final List<Keys> ALL =
            List.of(
                    FLEET,
                    HOST,
                    DAEMON,
                    STACK,
                    START_TIMEOUT,
                    COMPOSE,
                    PROFILE,
                    CHECK,
                    MODEL,
                    ENV_FILE,
                    NETWORK,
                    ProviderKeys.SECRETS,
                    ProviderKeys.INFISICAL,
                    ProviderKeys.REGISTRY,
                    INFERENCE,
                    LANE,
                    SHARE,
                    ACCEPT);

    private FleetKeys() {}

    /** What may be said of a network of the fleet. */
    public static List<String> ofNetwork() {
        return NETWORK.names();
    }

    private static Keys entry(String list, String name, String meaning) {
        return new Keys(
                "An entry of `" + list + "`",
                List.of(needed(name, TEXT, meaning), key("when", new Keys.Labels(), WHEN)));
    }

    private static String engines() {
        List<String> forms =
                SCHEMES.stream()
                        .map(scheme -> scheme.endsWith("://") ? scheme + ".+" : scheme)
                        .toList();
        return String.join("|", forms);
    }

    private static String needs() {
        return "[^@]*(@(" + String.join("|", READINESS) + "))?";
    }
}
