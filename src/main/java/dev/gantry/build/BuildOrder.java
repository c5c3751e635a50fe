package dev.gantry.build;

import dev.gantry.compose.model.Project;
import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.plan.BuildOptions;
import dev.gantry.plan.ComposeLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * An image that is to be built for a service, and what both builders make of its {@code build:}
 * section.
 */
public record BuildOrder(Project project, Service service, BuildOptions options) {
    private static final String USUAL_NAME = "Dockerfile";

    /** The section, in canonical form. */
    Fields section() {
        return Fields.of(service.canonical()).map("build");
    }

    /** A folder's absolute path, or an address. */
    String context() {
        return section().text("context");
    }

    /** The context where it is on this machine. */
    Optional<Path> folder() {
        return context().startsWith("/")
                ? Optional.of(Path.of(context()).normalize())
                : Optional.empty();
    }

    /** The text of a Dockerfile that stands in the Compose file. */
    Optional<String> inline() {
        return Optional.of(section().text("dockerfile_inline")).filter(text -> !text.isEmpty());
    }

    /** As written: relative to the context, or absolute. */
    String dockerfileName() {
        String name = section().text("dockerfile");
        return name.isEmpty() ? USUAL_NAME : name;
    }

    /** Where the Dockerfile of a context on this machine is. */
    Path dockerfile() {
        return folder().orElse(Path.of("/")).resolve(dockerfileName()).normalize();
    }

    /** The name of the result comes last. */
    List<String> tags() {
        List<String> tags = new ArrayList<>(section().texts("tags"));
        tags.add(service.image());
        return tags;
    }

    /** The file's, and those by which Docker Compose knows what it has built. */
    SequencedMap<String, String> labels() {
        SequencedMap<String, String> labels = new TreeMap<>(section().pairs("labels"));
        labels.put(ComposeLabels.PROJECT, project.name());
        labels.put(ComposeLabels.SERVICE, service.name());
        labels.put(ComposeLabels.VERSION, ComposeLabels.PEER);
        return labels;
    }

    /** Those of the command line win. */
    SequencedMap<String, String> arguments() {
        SequencedMap<String, String> arguments = new LinkedHashMap<>(section().pairs("args"));
        for (String one : options.arguments()) {
            int equals = one.indexOf('=');
            if (equals < 0) {
                arguments.remove(one);
            } else if (equals > 0) {
                arguments.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        return arguments;
    }

    boolean noCache() {
        return options.noCache() || section().flag("no_cache");
    }

    boolean pull() {
        return options.pull() || section().flag("pull");
    }

    /** What the image is built for: the section's platforms, or else the service's. */
    List<String> platforms() {
        List<String> platforms = section().texts("platforms");
        return !platforms.isEmpty() || service.platform().isEmpty()
                ? platforms
                : List.of(service.platform());
    }

    /**
     * Limits of processes of a build.
     *
     * @param hard as {@code soft}, -1 for none
     */
    record Limit(String name, long soft, long hard) {}

    List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        Fields all = section().map("ulimits");
        all.node()
                .keys()
                .forEach(name -> {
                    Fields both = all.map(name);
                    limits.add(
                            both.has("soft") || both.has("hard")
                                    ? new Limit(name, both.number("soft"), both.number("hard"))
                                    : new Limit(name, all.number(name), all.number(name)));
                });
        return limits;
    }

    /** {@code NAME=ADDRESS}. */
    List<String> hosts() {
        return section().texts("extra_hosts");
    }
}
