package dev.gantry.check;

import dev.gantry.compose.model.Service;
import dev.gantry.diag.DidYouMean;
import dev.gantry.doc.Fields;
import dev.gantry.fleet.Host;
import java.util.List;
import java.util.Set;

/** Host names in variables and commands that nothing answers to. */
final class ReferencedNames implements Check {
    private static final Rule UNANSWERED =
            Rule.warning(
                    "unanswered-name",
                    "A variable or a command names a host that nothing answers to in the service's networks: it is misspelt, on another network or host, or switched off",
                    "Use the name of a service, or an alias, of a network that both join; `extra_hosts` for machines outside");

    @Override
    public List<Rule> rules() {
        return List.of(UNANSWERED);
    }

    @Override
    public void look(Ground ground, Findings findings) {
        if (!ground.whole()) {
            return;
        }
        for (Subject subject : ground.subjects()) {
            // Where facts are not known, neither is what runs there.
            if (subject.deployment().setting().factsKnown()
                    && isResolvedByUs(Names.joined(subject).service())) {
                Reference.of(subject.service())
                        .forEach(one -> look(subject, one, ground, findings));
            }
        }
    }

    private static void look(Subject subject, Reference one, Ground ground, Findings findings) {
        Reason reason =
                isAnswered(subject, one.host(), ground)
                        ? Reason.NONE
                        : reason(subject, one.host(), ground);
        if (!reason.words().isEmpty()) {
            findings.add(
                    UNANSWERED,
                    one.location(),
                    subject,
                    words(subject, one) + reason.words(),
                    reason.hint());
        }
    }

    private record Reason(String words, String hint) {
        static final Reason NONE = new Reason("", "");
    }

    private static String words(Subject subject, Reference one) {
        return subject.who() + ": " + one.where() + " leads to host \"" + one.host() + "\", ";
    }

    /** Elsewhere the host's names count, or search domains that we do not know. */
    private static boolean isResolvedByUs(Service service) {
        return !service.networks().isEmpty()
                && !service.canonical().has("dns_search")
                && !service.canonical().has("dns");
    }

    private static boolean isAnswered(Subject subject, String name, Ground ground) {
        return !ground.names().answering(subject, name).isEmpty()
                || isWritten(subject.service(), name)
                || isWritten(Names.joined(subject).service(), name)
                || isHost(name, ground);
    }

    /** In {@code extra_hosts}, {@code links} or {@code external_links}. */
    private static boolean isWritten(Service service, String name) {
        Fields fields = Fields.of(service.canonical());
        return fields.texts("extra_hosts").stream()
                        .anyMatch(one -> one.startsWith(name + "=") || one.startsWith(name + ":"))
                || fields.map("extra_hosts").has(name)
                || fields.texts("links").stream().anyMatch(one -> isLink(one, name))
                || fields.texts("external_links").stream().anyMatch(one -> isLink(one, name));
    }

    private static boolean isLink(String link, String name) {
        return link.equals(name) || link.endsWith(":" + name);
    }

    private static boolean isHost(String name, Ground ground) {
        return ground.desired().fleet().hosts().values().stream()
                .anyMatch(host -> host.name().equalsIgnoreCase(name) || isAt(host, name));
    }

    private static boolean isAt(Host host, String name) {
        return host.address().equalsIgnoreCase(name);
    }

    private static Reason reason(Subject subject, String name, Ground ground) {
        List<Subject> owners = ground.names().anywhere(name);
        for (Subject owner : owners) {
            if (owner.host().equals(subject.host())) {
                return elsewhere(subject, owner);
            }
        }
        if (!owners.isEmpty()) {
            return onAnotherHost(owners.getFirst(), ground);
        }
        if (subject.deployment().project().disabledServices().contains(name)) {
            return new Reason(
                    "a service that is switched off: none of its profiles is on here",
                    "switch its profile on, or give the one that runs the alias " + name);
        }
        return unknown(subject, name, ground);
    }

    private static Reason elsewhere(Subject asker, Subject owner) {
        List<String> networks = Names.networksOf(owner);
        if (networks.isEmpty()) {
            return new Reason(
                    "but " + owner.who() + " is in no network where its name answers",
                    "reach it by host.docker.internal, with extra_hosts:"
                            + " [host.docker.internal:host-gateway]");
        }
        return new Reason(
                "but "
                        + owner.who()
                        + " is only in "
                        + String.join(", ", networks)
                        + ", and this service in "
                        + String.join(", ", Names.networksOf(Names.joined(asker))),
                "let both join one network");
    }

    private static Reason onAnotherHost(Subject owner, Ground ground) {
        Host host = owner.deployment().host();
        boolean addressed = !host.address().isEmpty() && ground.isFleet();
        return new Reason(
                "but "
                        + owner.who()
                        + " runs on host "
                        + host.name()
                        + ", and names do not reach from host to host",
                addressed
                        ? "publish its port there, and use " + host.address() + ":PORT"
                        : "publish its port there, and use the host's address");
    }

    /** Without a fleet file, which would say what there is, only what looks like a slip is told. */
    private static Reason unknown(Subject subject, String name, Ground ground) {
        Set<String> known = ground.names().known(subject);
        String near = near(name, known);
        if (near.isEmpty() && !ground.isFleet()) {
            return Reason.NONE;
        }
        return new Reason(
                "and no service of its networks answers to that",
                near.isEmpty()
                        ? "name a service, or put the machine into extra_hosts of the service"
                        : near);
    }

    /** Also {@code db} for {@code supabase-db}, and the other way round. */
    private static String near(String name, Set<String> known) {
        String small = Names.small(name);
        for (String one : known) {
            if (small.endsWith("-" + one) || one.endsWith("-" + small)) {
                return "did you mean \"" + one + "\"?";
            }
        }
        String hint = DidYouMean.hint(small, known);
        return hint.startsWith("did you mean") ? hint : "";
    }
}
