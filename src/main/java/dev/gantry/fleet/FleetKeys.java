package dev.gantry.fleet;

import java.util.List;

/**
 * Every key of a fleet file. The readers refuse what is not in these tables, and from them come the
 * schema that editors use and the reference ({@code docs/reference/gantry.schema.json} and {@code
 * gantry.yaml.md}; {@code ./dev golden} writes them).
 */
final class FleetKeys {
    /** How an engine address begins; those with {@code ://} go on. */
    static final List<String> SCHEMES =
            List.of("local", "unix://", "ssh://", "tcp://", "context://");

    /** What one can wait for. */
    static final List<String> READINESS = List.of("healthy", "started", "completed");

    private static final Keys.Type TEXT = new Keys.Text("", List.of());
    private static final Keys.Type TEXTS = new Keys.Texts();
    private static final Keys.Type ANY = new Keys.Any();
    private static final Keys.Type WORDS = new Keys.OneOrMore(List.of(TEXT));

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

    static final Keys STACK =
            new Keys(
                    "A stack",
                    List.of(
                            needed(
                                    "compose",
                                    new Keys.OneOrMore(List.of(TEXT, new Keys.Struct(COMPOSE))),
                                    "Its Compose files, in the order of merging"),
                            key(
                                    "project",
                                    new Keys.Text("[a-z0-9][a-z0-9_-]*", List.of()),
                                    "The Compose project name; else `FLEET-STACK`"),
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
                            key("secrets", TEXT, "Its path at the providers of secrets")));

    static final Keys SECRETS =
            new Keys(
                    "A provider of secrets",
                    List.of(
                            key("infisical", ANY, "Infisical; not asked by this version yet"),
                            key("vault", ANY, "HashiCorp Vault; not asked by this version yet"),
                            key(
                                    "env_file",
                                    ANY,
                                    "A file of `NAME=value` lines: its path, or `{path, required}`")));

    private static final Keys.Type VARIABLE = new Keys.Text("[A-Za-z_][A-Za-z0-9_]*", List.of());

    static final Keys REGISTRY =
            new Keys(
                    "A registry",
                    List.of(
                            key("username", TEXT, "Who logs in"),
                            key("username_variable", VARIABLE, "The variable that says it"),
                            needed(
                                    "password_variable",
                                    VARIABLE,
                                    "The variable that has the password or token: of `--env`, the environment, the `secrets`, or the fleet's `env_file`, the first that has it")));

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
                                    "networks",
                                    new Keys.Named(NETWORK),
                                    "Networks that several stacks on a host use; made before the first of them"),
                            key("env_file", ENV_FILES, "Files of variables of every stack"),
                            key(
                                    "secrets",
                                    new Keys.ListOfOne(SECRETS),
                                    "Where secrets come from, in the order of asking"),
                            key(
                                    "registries",
                                    new Keys.Named(REGISTRY),
                                    "Who logs in where, by the registry's host and port (`docker.io` for Docker Hub); before the Docker CLI's own logins"),
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
                    FLEET, HOST, STACK, COMPOSE, PROFILE, ENV_FILE, NETWORK, SECRETS, REGISTRY,
                    INFERENCE, LANE, SHARE, ACCEPT);

    private FleetKeys() {}

    private static Keys entry(String list, String name, String meaning) {
        return new Keys(
                "An entry of `" + list + "`",
                List.of(
                        needed(name, TEXT, meaning),
                        key(
                                "when",
                                new Keys.Labels(),
                                "Where it counts: labels of the host, each with a value or several; `set` lists variables that have to have a value")));
    }

    private static Keys.Key key(String name, Keys.Type type, String meaning) {
        return new Keys.Key(name, type, false, meaning);
    }

    private static Keys.Key needed(String name, Keys.Type type, String meaning) {
        return new Keys.Key(name, type, true, meaning);
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
