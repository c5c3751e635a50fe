package dev.gantry.check;

import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Need;
import dev.gantry.fleet.Stack;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stack that uses another one, and does not say that it needs it: both start in any order. */
final class MissingNeeds implements Check {
    private static final Rule MISSING =
            Rule.warning(
                    "need-missing",
                    "A variable or a command leads to a service of another stack, and the stack does not say that it needs it: the two start in any order",
                    "`needs: [STACK/SERVICE@healthy]` in the stack that asks");

    @Override
    public List<Rule> rules() {
        return List.of(MISSING);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        Fleet fleet = ground.desired().fleet();
        if (fleet.stacks().size() < 2) {
            return;
        }
        Map<String, Set<String>> needed = new HashMap<>();
        for (Subject subject : ground.subjects()) {
            for (Reference one : Reference.of(subject.service())) {
                List<Subject> answering = ground.names().answering(subject, one.host());
                if (!answering.isEmpty() && answering.stream().noneMatch(subject::isWith)) {
                    Subject owner = answering.getFirst();
                    String asker = subject.deployment().stack().name();
                    String other = owner.deployment().stack().name();
                    boolean known =
                            needed.computeIfAbsent(asker, name -> needed(fleet, name))
                                            .contains(other)
                                    || needed.computeIfAbsent(other, name -> needed(fleet, name))
                                            .contains(asker);
                    if (!known && !asker.equals(other)) {
                        missing(subject, one, owner, findings);
                    }
                }
            }
        }
    }

    /** The stacks that a stack needs, with what these need. */
    private static Set<String> needed(Fleet fleet, String name) {
        Set<String> needed = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(name));
        while (!next.isEmpty()) {
            Stack stack = fleet.stacks().get(next.pop());
            if (stack != null) {
                stack.needs().stream().map(Need::stack).filter(needed::add).forEach(next::push);
            }
        }
        return needed;
    }

    private static void missing(
            Subject subject, Reference reference, Subject owner, Findings findings) {
        findings.add(
                MISSING,
                reference.location(),
                subject,
                subject.who()
                        + ": "
                        + reference.where()
                        + " leads to "
                        + owner.who()
                        + ", and stack \""
                        + subject.deployment().stack().name()
                        + "\" does not need it: they start in any order",
                "needs: ["
                        + owner.who()
                        + "@healthy] in stack \""
                        + subject.deployment().stack().name()
                        + "\"");
    }
}
