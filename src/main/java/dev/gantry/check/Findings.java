package dev.gantry.check;

import dev.gantry.diag.InputException;
import dev.gantry.diag.Location;
import dev.gantry.diag.Problem;
import dev.gantry.diag.Problems;
import dev.gantry.fleet.Acceptance;
import dev.gantry.fleet.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what checks find. What several deployments have in common is one finding. Beyond a limit
 * nothing is taken in: nobody reads thousands. Not thread-safe.
 */
public final class Findings {
    private static final int MOST = 1000;

    /**
     * Who a finding is about.
     *
     * @param service empty for the whole deployment
     */
    private record Party(Deployment deployment, String service) {}

    private final List<Acceptance> accepted;
    private final boolean[] used;
    private final Map<String, Finding> found = new LinkedHashMap<>();

    Findings(List<Acceptance> accepted) {
        this.accepted = accepted;
        this.used = new boolean[accepted.size()];
    }

    void add(Rule rule, Location location, Subject subject, String message, String hint) {
        add(rule, location, List.of(subject), message, hint);
    }

    void add(Rule rule, Location location, List<Subject> subjects, String message, String hint) {
        List<Party> parties =
                subjects.stream()
                        .map(one -> new Party(one.deployment(), one.service().name()))
                        .toList();
        found(
                parties,
                new Finding(rule, location, List.of(), message, hint, reason(rule, parties)));
    }

    /** Of a deployment as a whole. */
    void add(Rule rule, Location location, Deployment deployment, String message, String hint) {
        List<Party> parties = List.of(new Party(deployment, ""));
        found(
                parties,
                new Finding(rule, location, List.of(), message, hint, reason(rule, parties)));
    }

    /** Of the fleet file. */
    void add(Rule rule, Location location, String message, String hint) {
        found(List.of(), new Finding(rule, location, List.of(), message, hint, ""));
    }

    private void found(List<Party> parties, Finding fresh) {
        String key =
                fresh.rule().code()
                        + '\n'
                        + fresh.location()
                        + '\n'
                        + fresh.message()
                        + '\n'
                        + fresh.accepted();
        Finding known = found.get(key);
        if (known == null && found.size() >= MOST) {
            return;
        }
        List<String> deployments = new ArrayList<>(known == null ? List.of() : known.deployments());
        for (Party one : parties) {
            if (!deployments.contains(one.deployment().id())) {
                deployments.add(one.deployment().id());
            }
        }
        found.put(key, fresh.on(deployments));
    }

    private String reason(Rule rule, List<Party> parties) {
        String reason = "";
        for (int i = 0; i < used.length; i++) {
            Acceptance one = accepted.get(i);
            for (Party party : parties) {
                if (one.covers(rule.code(), party.deployment(), party.service())) {
                    used[i] = true;
                    reason = one.reason();
                }
            }
        }
        return reason;
    }

    /** The entries of {@code accept} that nothing was found for. */
    List<Acceptance> unused() {
        List<Acceptance> unused = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                unused.add(accepted.get(i));
            }
        }
        return unused;
    }

    /** In the order of the checks, accepted ones among them. */
    public List<Finding> all() {
        return List.copyOf(found.values());
    }

    /** Those that are not accepted, as problems. */
    public List<Problem> open() {
        return found.values().stream()
                .filter(one -> !one.isAccepted())
                .map(Finding::problem)
                .toList();
    }

    /** Of the warnings from loading those that no finding tells better. */
    public List<Problem> notTold(List<Problem> loading) {
        return loading.stream().filter(one -> better(one).isEmpty()).toList();
    }

    private Optional<Finding> better(Problem loading) {
        return found.values().stream()
                .filter(one -> one.rule().code().equals(ExampleVariables.MISSING.code()))
                .filter(one -> one.location().equals(loading.location()))
                .findFirst();
    }

    /**
     * Ends the work when there is an error that is not accepted.
     *
     * @throws InputException with these errors
     */
    public void throwIfErrors() {
        Problems errors = new Problems();
        open().stream().filter(Problem::isError).forEach(errors::add);
        errors.throwIfErrors();
    }
}
