package dev.gantry.plan;

import dev.gantry.compose.model.Service;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command to run in a container of a service when it has started, or before it is stopped.
 *
 * @param user empty for the container's own; {@code directory} alike
 * @param environment {@code KEY=VALUE}
 * @see <a href="https://github.com/docker/compose/blob/v2.40.3/pkg/compose/hook.go">docker/compose,
 *     hook.go</a>
 */
public record Hook(
        List<String> command,
        String user,
        boolean privileged,
        String directory,
        List<String> environment) {

    /** When hooks run. */
    public enum Moment {
        POST_START("post_start"),
        PRE_STOP("pre_stop");

        private final String key;

        Moment(String key) {
            this.key = key;
        }

        /** The service's attribute. */
        public String key() {
            return key;
        }
    }

    /** The hooks of a service in their order; none of one that is in no file. */
    static List<Hook> of(@Nullable Service service, Moment moment) {
        if (service == null) {
            return List.of();
        }
        return Fields.of(service.canonical()).maps(moment.key()).stream().map(Hook::of).toList();
    }

    private static Hook of(Fields hook) {
        return new Hook(
                hook.texts("command"),
                hook.text("user"),
                hook.flag("privileged"),
                hook.text("working_dir"),
                environment(hook.map("environment")));
    }

    private static List<String> environment(Fields variables) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, MapNode.Entry> variable : variables.node().entries().entrySet()) {
            String name = variable.getKey();
            boolean bare = variable.getValue().value() instanceof ScalarNode one && one.isNull();
            pairs.add(bare ? name : name + "=" + variables.text(name));
        }
        return List.copyOf(pairs);
    }
}
