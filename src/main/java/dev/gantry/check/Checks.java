package dev.gantry.check;

import dev.gantry.diag.DidYouMean;
import dev.gantry.fleet.Acceptance;
import dev.gantry.fleet.Desired;
import java.util.ArrayList;
import java.util.List;

/** All checks. */
public final class Checks {
    private static final Rule UNUSED =
            Rule.warning(
                    "acceptance-unused",
                    "An entry of `accept` matches nothing that is found",
                    "Take it away, or correct its `check`, `stack`, `service` or `host`");

    private static final List<Check> ALL =
            List.of(
                    new PublishedPorts(),
                    new ContainerNames(),
                    new DatabaseStorage(),
                    new SharePaths(),
                    new Gpus(),
                    new ExposedPorts(),
                    new ReferencedNames(),
                    new PublishedPortsInside(),
                    new SharedNames(),
                    new MissingNeeds(),
                    new WrittenPaths(),
                    new Architectures(),
                    new ExampleVariables(),
                    new PlainDependencies(),
                    new ModelServices(),
                    new VramBudget());

    private Checks() {}

    /** Everything that can be found, in the order of looking. */
    public static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        ALL.forEach(check -> rules.addAll(check.rules()));
        rules.add(UNUSED);
        return rules;
    }

    /**
     * What all checks find; errors mean that a part of the fleet cannot run as it is written.
     *
     * @param whole whether these are all deployments of the fleet with all their services: only
     *     then do checks say that something is not there
     */
    public static Findings of(Desired desired, boolean whole) {
        List<Acceptance> accepted = desired.fleet().accepted();
        Findings findings = new Findings(accepted);
        Ground ground = Ground.of(desired, whole);
        ALL.forEach(check -> check.look(ground, findings));
        if (whole) {
            findings.unused().forEach(one -> unused(one, findings));
        }
        return findings;
    }

    private static void unused(Acceptance one, Findings findings) {
        List<String> codes = rules().stream().map(Rule::code).toList();
        boolean known = codes.contains(one.check());
        String near = DidYouMean.hint(one.check(), codes);
        findings.add(
                UNUSED,
                one.location(),
                known
                        ? "nothing is found that this accepts: " + one.check()
                        : "there is no check \"" + one.check() + "\"",
                known || near.isEmpty() ? "take it away, or correct where it holds" : near);
    }
}
