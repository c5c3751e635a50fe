package dev.gantry.fleet;

import dev.gantry.compose.model.Readiness;
import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.Node;
import dev.gantry.doc.ScalarNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one stack. */
final class StackReader {

    private final String name;
    private final Shape shape;
    private final Set<String> allHosts;

    private StackReader(String name, Shape shape, Set<String> allHosts) {
        this.allHosts = allHosts;
        this.name = name;
        this.shape = shape.allowing(FleetKeys.STACK);
    }

    /**
     * @param fleet the fleet's name
     * @param allHosts the names that {@code hosts} may hold
     */
    static Stack read(String fleet, String name, Shape shape, Set<String> allHosts) {
        return new StackReader(name, shape, allHosts).read(fleet);
    }

    private Stack read(String fleet) {
        if (shape.items("compose").isEmpty()) {
            shape.problems()
                    .error(
                            shape.node().location(),
                            shape.what() + " names no Compose file",
                            "compose: [docker-compose.yml]");
        }
        return new Stack(
                name,
                project(fleet),
                shape.items("compose").stream().map(this::composeFile).toList(),
                shape.items("profiles").stream().map(this::profile).toList(),
                shape.values("env"),
                HostReader.envFiles(shape),
                hosts(),
                needs(),
                shape.text("secrets"),
                shape.has("checks") ? SmokeCheckReader.read(shape) : List.of(),
                shape.has("models") ? ModelReader.read(shape) : List.of(),
                startTimeout(),
                formerly(),
                shape.node().location());
    }

    private StartTimeout startTimeout() {
        if (shape.node().get("start_timeout") instanceof MapNode map) {
            Shape entry = entry(map, "start_timeout", FleetKeys.START_TIMEOUT);
            return new StartTimeout(entry.span("first"), entry.span("later"));
        }
        Duration always = shape.span("start_timeout");
        return new StartTimeout(always, always);
    }

    private String project(String fleet) {
        String project = shape.has("project") ? shape.text("project") : fleet + "-" + name;
        requireValid(
                "project",
                project,
                shape.has("project") ? shape.at("project") : shape.node().location());
        return project;
    }

    private List<Stack.Former> formerly() {
        List<Stack.Former> projects = new ArrayList<>();
        for (Node item : shape.items("formerly")) {
            for (String project : shape.words("formerly", List.of(item))) {
                requireValid("formerly", project, item.location());
                projects.add(new Stack.Former(project, item.location()));
            }
        }
        return projects;
    }

    private void requireValid(String key, String project, Location location) {
        if (!project.isEmpty() && !ProjectNames.isValid(project)) {
            shape.problems()
                    .error(
                            location,
                            "\"" + project + "\" is no Compose project name",
                            "lower-case letters, digits, - and _, a letter or digit first;"
                                    + " for instance "
                                    + key
                                    + ": "
                                    + ProjectNames.normalized(project));
        }
    }

    private Stack.ComposeFile composeFile(Node item) {
        if (item instanceof MapNode map) {
            Shape entry = entry(map, "compose", FleetKeys.COMPOSE);
            return new Stack.ComposeFile(
                    entry.text("file"), ConditionReader.when(entry), item.location());
        }
        return new Stack.ComposeFile(
                word("compose", item), ConditionReader.ALWAYS, item.location());
    }

    private Stack.ProfileSwitch profile(Node item) {
        if (item instanceof MapNode map) {
            Shape entry = entry(map, "profiles", FleetKeys.PROFILE);
            return new Stack.ProfileSwitch(entry.text("profile"), ConditionReader.when(entry));
        }
        return new Stack.ProfileSwitch(word("profiles", item), ConditionReader.ALWAYS);
    }

    private Shape entry(MapNode map, String key, Keys table) {
        return new Shape(map, shape.what() + ": " + key, shape.problems())
                .allowing(table)
                .requiring(table);
    }

    private String word(String key, Node item) {
        List<String> words = shape.words(key, List.of(item));
        return words.isEmpty() ? "" : words.getFirst();
    }

    private HostSelector hosts() {
        if (!shape.has("hosts")) {
            return new HostSelector.Only();
        }
        if (shape.node().get("hosts") instanceof MapNode) {
            Shape labels = shape.map("hosts", shape.what() + ": hosts");
            return new HostSelector.Labelled(ConditionReader.labels(labels));
        }
        for (Node item : shape.items("hosts")) {
            if (item instanceof ScalarNode host && !allHosts.contains(host.text())) {
                shape.problems()
                        .error(
                                item.location(),
                                shape.what() + ": \"" + host.text() + "\" is no host of this fleet",
                                DidYouMean.hint(host.text(), allHosts));
            }
        }
        return new HostSelector.Named(shape.words("hosts"));
    }

    private List<Need> needs() {
        List<Need> needs = new ArrayList<>();
        for (Node item : shape.items("needs")) {
            if (item instanceof ScalarNode scalar && scalar.isString()) {
                needs.add(need(scalar));
            } else {
                shape.wrong(item, "needs", "stack or stack/service@healthy");
            }
        }
        return needs;
    }

    /** {@code stack[/service][@readiness]}. */
    private Need need(ScalarNode item) {
        String text = item.text();
        int at = text.indexOf('@');
        String target = at < 0 ? text : text.substring(0, at);
        int slash = target.indexOf('/');
        return new Need(
                slash < 0 ? target : target.substring(0, slash),
                slash < 0 ? "" : target.substring(slash + 1),
                at < 0 ? Readiness.HEALTHY : readiness(item, text.substring(at + 1)),
                item.location());
    }

    private Readiness readiness(ScalarNode item, String word) {
        return switch (word) {
            case "healthy" -> Readiness.HEALTHY;
            case "started" -> Readiness.STARTED;
            case "completed" -> Readiness.COMPLETED;
            default -> {
                shape.problems()
                        .error(
                                item.location(),
                                shape.what() + ": \"" + word + "\" is nothing to wait for",
                                DidYouMean.hint(word, FleetKeys.READINESS));
                yield Readiness.HEALTHY;
            }
        };
    }
}
