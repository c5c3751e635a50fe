package dev.gantry.fleet;

import static dev.gantry.fleet.Keys.key;
import static dev.gantry.fleet.Keys.needed;

import java.util.List;

/** The keys of a fleet file for those who have something to give: secrets, and images. */
final class ProviderKeys {
    private static final Keys.Type TEXT = new Keys.Text("", List.of());
    private static final Keys.Type ANY = new Keys.Any();
    private static final Keys.Type VARIABLE = new Keys.Text("[A-Za-z_][A-Za-z0-9_]*", List.of());

    private static final String SPAN = "(\\d+(\\.\\d+)?(ms|s|m|h|d|w))+";

    static final Keys INFISICAL =
            new Keys(
                    "Infisical",
                    List.of(
                            key(
                                    "url",
                                    new Keys.Text("https?://.+", List.of()),
                                    "The address of its web page; else `INFISICAL_DOMAIN` of the environment, else `https://app.infisical.com`"),
                            needed("project", TEXT, "The project's id or slug"),
                            needed(
                                    "environment",
                                    TEXT,
                                    "The slug of its environment, such as `prod`"),
                            key(
                                    "path",
                                    new Keys.Text("/.*", List.of()),
                                    "A folder that every stack gets the secrets of; those of the stack's own folder win"),
                            key(
                                    "client_id_variable",
                                    VARIABLE,
                                    "The variable that has the machine identity's client id, of the environment or an earlier provider; `INFISICAL_UNIVERSAL_AUTH_CLIENT_ID` unless it says"),
                            key(
                                    "client_secret_variable",
                                    VARIABLE,
                                    "The same for its client secret; `INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET` unless it says"),
                            key(
                                    "token_variable",
                                    VARIABLE,
                                    "The same for a token, where there is no client id; `INFISICAL_TOKEN`, then `INFISICAL_UNIVERSAL_AUTH_ACCESS_TOKEN` unless it says"),
                            key(
                                    "allow_empty",
                                    new Keys.Flag(),
                                    "`true` when a folder may have no secrets, or not be there"),
                            key(
                                    "include_imports",
                                    new Keys.Flag(),
                                    "`false` to leave out what folders import from others"),
                            key(
                                    "timeout",
                                    new Keys.Text(SPAN, List.of()),
                                    "How long an answer may take; `10s` unless it says"),
                            key(
                                    "cache",
                                    new Keys.Text("never|" + SPAN, List.of()),
                                    "How old the last good answer may be that stands in while Infisical is down, or `never`; `7d` unless it says"),
                            key(
                                    "required",
                                    new Keys.Flag(),
                                    "`false` when later providers stand in where Infisical cannot be asked and nothing is kept"),
                            key(
                                    "ca_file",
                                    TEXT,
                                    "A file of certificates (PEM) to trust, in the place of those that are known everywhere")));

    static final Keys SECRETS =
            new Keys(
                    "A provider of secrets",
                    List.of(
                            key(
                                    "infisical",
                                    new Keys.Struct(INFISICAL),
                                    "[Infisical](../secrets.md#infisical), by a machine identity"),
                            key(
                                    "vault",
                                    ANY,
                                    "Gantry's own encrypted file: its path, or `{file, key_file}`"),
                            key(
                                    "env_file",
                                    ANY,
                                    "A file of `NAME=value` lines: its path, or `{path, required}`")));

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

    private ProviderKeys() {}
}
