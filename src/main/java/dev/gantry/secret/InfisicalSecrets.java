package dev.gantry.secret;

import dev.gantry.diag.Location;
import dev.gantry.diag.Problems;
import dev.gantry.fleet.Secret;
import dev.gantry.fleet.SecretProvider;
import dev.gantry.fleet.SecretSource;
import dev.gantry.fleet.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Secrets from Infisical: those of the folder that {@code path} of the provider names, and over
 * them those of the stack's own. Nothing is asked for a stack without either: so Infisical itself
 * can be one of the fleet's stacks, and come up before anything that needs it.
 */
final class InfisicalSecrets implements SecretSource {
    private static final String ROOT = "/";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_.@-]+\\}");

    private final InfisicalSettings settings;
    private final Surroundings surroundings;
    private final SecretSource earlier;
    private final InfisicalFetch fetch;

    /**
     * @param directory where relative paths of the fleet file start
     * @param earlier the providers before this one, which may have the login
     */
    InfisicalSecrets(
            SecretProvider provider,
            Path directory,
            Surroundings surroundings,
            SecretSource earlier) {
        this.settings = InfisicalSettings.of(provider, surroundings);
        this.surroundings = surroundings;
        this.earlier = earlier;
        this.fetch = new InfisicalFetch(settings, surroundings, directory);
    }

    @Override
    public synchronized void expect(Collection<Stack> stacks) {
        stacks.forEach(stack -> paths(stack).keySet().forEach(fetch::expect));
    }

    @Override
    public synchronized SequencedMap<String, Secret> secretsOf(Stack stack, Problems problems) {
        SequencedMap<String, Secret> secrets = new LinkedHashMap<>();
        if (settings.server().toString().isEmpty()) {
            problems.error(
                    settings.at("url"),
                    "the url of Infisical is no address",
                    "url: https://keys.example.org, or INFISICAL_DOMAIN in the environment");
            return secrets;
        }
        paths(stack)
                .forEach((path, place) ->
                        add(
                                new Asked(path, place, problems),
                                fetch.get(path, () -> login(stack, problems)),
                                secrets));
        for (String why : fetch.unkept()) {
            problems.warning(
                    settings.at("cache"),
                    "the secrets cannot be kept for a time without Infisical: " + why,
                    "cache: never does without");
        }
        return secrets;
    }

    /** One path of a stack, where it is written, and whom to tell. */
    private record Asked(String path, Location place, Problems problems) {}

    private InfisicalLogin login(Stack stack, Problems problems) {
        InfisicalLogin login = new InfisicalLogins(settings, surroundings::variable).find();
        if (!(login instanceof InfisicalLogin.Missing)) {
            return login;
        }
        SequencedMap<String, Secret> others = earlier.secretsOf(stack, problems);
        return new InfisicalLogins(
                        settings,
                        name -> {
                            Secret other = others.get(name);
                            return other == null ? surroundings.variable(name) : other.value();
                        })
                .find();
    }

    /** Where to look, each where it is written; a later path wins. */
    private SequencedMap<String, Location> paths(Stack stack) {
        SequencedMap<String, Location> paths = new LinkedHashMap<>();
        if (!settings.text("path").isEmpty()) {
            paths.put(normalized(settings.text("path")), settings.at("path"));
        }
        if (!stack.secretsPath().isEmpty()) {
            paths.putIfAbsent(normalized(stack.secretsPath()), stack.location());
        }
        return paths;
    }

    private static String normalized(String path) {
        String bare = path.strip().replaceAll("/+", ROOT).replaceFirst("/$", "");
        return bare.startsWith(ROOT) ? bare : ROOT + bare;
    }

    private void add(Asked asked, Fetched fetched, SequencedMap<String, Secret> secrets) {
        String server = InfisicalWords.of(settings).server();
        switch (fetched) {
            case Fetched.Had(SequencedMap<String, String> had) -> add(asked, had, "", secrets);
            case Fetched.Kept kept -> {
                asked.problems()
                        .warning(
                                settings.provider().location(),
                                "the secrets of "
                                        + asked.path()
                                        + " are those of "
                                        + Spans.words(kept.age())
                                        + " ago, since "
                                        + server
                                        + " cannot be asked: "
                                        + kept.why(),
                                "");
                add(asked, kept.secrets(), ", kept", secrets);
            }
            case Fetched.Refused refused ->
                    asked.problems()
                            .error(
                                    refused.key().equals(Fetched.Refused.PATH)
                                            ? asked.place()
                                            : settings.at(refused.key()),
                                    refused.message(),
                                    refused.next());
            case Fetched.NoLogin(String why, String next) ->
                    without(
                            asked,
                            server + " cannot be asked for " + asked.path() + ": " + why,
                            next);
            case Fetched.Silent(String why, String next) ->
                    without(
                            asked,
                            server + " cannot be asked for " + asked.path() + ": " + why,
                            next);
        }
    }

    /** Going on without them would start services with empty passwords, unless others have them. */
    private void without(Asked asked, String message, String next) {
        if (settings.required()) {
            String hint = "required: false, when providers after it have what is needed until then";
            asked.problems()
                    .error(
                            settings.provider().location(),
                            message,
                            next.isEmpty() ? hint : next + "; or " + hint);
        } else {
            asked.problems()
                    .warning(
                            settings.provider().location(),
                            message + "; what the other providers have is used",
                            next);
        }
    }

    private void add(
            Asked asked,
            Map<String, String> values,
            String kept,
            SequencedMap<String, Secret> secrets) {
        List<String> reserved = new ArrayList<>();
        List<String> unresolved = new ArrayList<>();
        values.forEach((name, value) -> {
            if (ReservedNames.has(name)) {
                reserved.add(name);
                return;
            }
            if (REFERENCE.matcher(value).find()) {
                unresolved.add(name);
            }
            secrets.put(name, new Secret(value, "infisical " + asked.path() + kept));
        });
        warn(
                asked,
                reserved,
                " of Infisical is left out: programs go by that name",
                "name the secret otherwise");
        warn(
                asked,
                unresolved,
                " of Infisical still has a reference ${…} in it: it leads nowhere",
                "mend the reference there; one that is meant literally can stay");
    }

    private static void warn(Asked asked, List<String> names, String what, String next) {
        for (String name : names) {
            asked.problems()
                    .warning(
                            asked.place(),
                            "the secret " + name + " at " + asked.path() + what,
                            next);
        }
    }
}
