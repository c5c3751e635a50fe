package dev.gantry.fleet;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import java.util.Collection;
import java.util.List;

/**
 * Which deployments a command is about. Filters narrow down what the fleet file says, and never add
 * to it.
 *
 * @param hosts {@code --host}; empty for all
 * @param stacks {@code --stack}; empty for all
 */
public record Selection(List<String> hosts, List<String> stacks) {

    public static Selection all() {
        return new Selection(List.of(), List.of());
    }

    public boolean has(Stack stack, Host host) {
        return (hosts.isEmpty() || hosts.contains(host.name()))
                && (stacks.isEmpty() || stacks.contains(stack.name()));
    }

    /**
     * @throws UsageException when a name is not the fleet's
     */
    void requireKnown(Fleet fleet) {
        require(hosts, fleet.hosts().keySet(), "--host", "host");
        require(stacks, fleet.stacks().keySet(), "--stack", "stack");
    }

    private static void require(
            List<String> asked, Collection<String> known, String option, String what) {
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new UsageException(
                        option + ": the fleet has no " + what + " \"" + name + "\"",
                        DidYouMean.hint(name, known));
            }
        }
    }
}
