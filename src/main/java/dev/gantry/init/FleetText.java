package dev.gantry.init;

import dev.gantry.diag.Location;
import dev.gantry.doc.Json;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import dev.gantry.doc.YamlWriter;
import dev.gantry.fleet.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the fleet file, with comments that say why. */
final class FleetText {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:@-]+");
    private static final int WIDEST = 100;

    private final String fleet;
    private final HostGuess hosts;
    private final StringBuilder out = new StringBuilder();

    FleetText(
            String fleet,
            HostGuess hosts,
            SequencedMap<String, MapNode> networks,
            List<String> envFiles) {
        this.fleet = fleet;
        this.hosts = hosts;
        comment(
                "",
                "Proposed by gantry init from the Compose files of this folder, which stay as they are.");
        comment("", "Every line is yours to change; gantry plan shows what it comes to.");
        line("fleet: " + word(fleet));
        hosts();
        networks(networks);
        envFiles(envFiles);
        line("");
        line("stacks:");
    }

    private void hosts() {
        if (!hosts.engines().isEmpty()) {
            line("");
            comment("", "Docker contexts that folders are named after.");
            line("hosts:");
            hosts.engines().forEach((name, engine) -> line("  " + host(name, engine)));
        }
        if (!hosts.unused().isEmpty()) {
            line("");
            comment(
                    "",
                    "Docker contexts that are here too; with several hosts each stack says hosts: [NAME].");
            hosts.unused().forEach(name -> comment("", "  " + host(name, "context://" + name)));
        }
    }

    private String host(String name, String engine) {
        String envFile = hosts.envFiles().get(name);
        return word(name)
                + ": {engine: "
                + word(engine)
                + (envFile == null ? "" : ", env_file: [" + word(envFile) + "]")
                + "}";
    }

    private void networks(SequencedMap<String, MapNode> networks) {
        if (networks.isEmpty()) {
            return;
        }
        line("");
        comment(
                "",
                "Several stacks use them as external; made before the first of these where they are missing.");
        line("networks:");
        networks.forEach((name, definition) -> {
            if (definition.isEmpty()) {
                line("  " + word(name) + ": {}");
            } else {
                line("  " + word(name) + ":");
                YamlWriter.write(definition).lines().forEach(one -> line("    " + one));
            }
        });
    }

    private void envFiles(List<String> files) {
        if (files.isEmpty()) {
            return;
        }
        line("");
        comment(
                "",
                "For every stack; a .env beside a stack's first Compose file is read by itself.");
        line("env_file:");
        for (String file : files) {
            line(file.equals(".env") ? "  - {path: .env, required: false}" : "  - " + word(file));
        }
    }

    /** One more stack. */
    void stack(
            Draft draft,
            ProjectNaming.@Nullable Named project,
            List<ProfileGuess> profiles,
            List<Needs.Need> needs) {
        if (!draft.reason().isEmpty()) {
            comment("  ", draft.reason());
        }
        line("  " + word(draft.name()) + ":");
        if (project != null && !project.project().equals(fleet + "-" + draft.name())) {
            line("    project: " + word(project.project()) + " # " + project.reason());
        }
        compose(draft.files());
        profiles(profiles);
        String host = hosts.stacks().get(draft.name());
        if (host != null) {
            line("    hosts: [" + word(host) + "]");
        }
        needs(needs);
    }

    private void compose(List<Family.Member> files) {
        if (files.size() == 1) {
            line("    compose: [" + word(files.getFirst().file().path()) + "]");
            return;
        }
        line("    compose:");
        for (Family.Member one : files) {
            if (!one.reason().isEmpty()) {
                comment("      ", one.reason());
            }
            String entry = "- " + entry("file", one.file().path(), one.when());
            line(one.on() ? "      " + entry : "      # " + entry);
        }
    }

    private void profiles(List<ProfileGuess> profiles) {
        if (profiles.isEmpty()) {
            return;
        }
        boolean any = profiles.stream().anyMatch(ProfileGuess::on);
        line(any ? "    profiles:" : "    # profiles:");
        for (ProfileGuess one : profiles) {
            comment("      ", one.reason());
            String entry = "- " + entry("profile", one.profile(), one.when());
            line(one.on() ? "      " + entry : "      # " + entry);
        }
    }

    private void needs(List<Needs.Need> needs) {
        if (needs.isEmpty()) {
            return;
        }
        line("    needs:");
        needs.forEach(need -> {
            comment("      ", need.reason());
            line("      - " + word(need.text()));
        });
    }

    /** {@code {file: …, when: {gpu: nvidia, set: [KEY]}}}, or the word alone. */
    private static String entry(String key, String value, Condition when) {
        List<String> conditions = new ArrayList<>();
        when.labels()
                .forEach((label, values) ->
                        conditions.add(
                                label
                                        + ": "
                                        + (values.size() == 1
                                                ? word(values.getFirst())
                                                : words(values))));
        if (!when.set().isEmpty()) {
            conditions.add("set: " + words(when.set()));
        }
        return conditions.isEmpty()
                ? word(value)
                : "{"
                        + key
                        + ": "
                        + word(value)
                        + ", when: {"
                        + String.join(", ", conditions)
                        + "}}";
    }

    private static String words(List<String> words) {
        return "[" + String.join(", ", words.stream().map(FleetText::word).toList()) + "]";
    }

    /** The text as YAML, in quotes where it could mean something else, in lists too. */
    private static String word(String text) {
        String block = YamlWriter.write(ScalarNode.string(text, Location.of(""))).stripTrailing();
        return BARE.matcher(text).matches() && !text.endsWith(":") && block.equals(text)
                ? text
                : JsonWriter.compact(Json.of(text));
    }

    private void comment(String indent, String text) {
        StringBuilder line = new StringBuilder(indent).append('#');
        for (String word : text.replaceAll("\\p{Cntrl}", " ").split(" (?=\\S)")) {
            if (line.length() + word.length() > WIDEST && line.length() > indent.length() + 2) {
                line(line.toString());
                line = new StringBuilder(indent).append('#');
            }
            line.append(' ').append(word);
        }
        line(line.toString());
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    String text() {
        return out.toString();
    }
}
