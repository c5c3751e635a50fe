package dev.gantry.cli;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.Timekeeper;
import dev.gantry.cli.show.DiagnosisText;
import dev.gantry.diag.CancelledException;
import dev.gantry.diag.InputException;
import dev.gantry.doc.JsonWriter;
import dev.gantry.doctor.diagnosis.Diagnosis;
import dev.gantry.doctor.diagnosis.DiagnosisJson;
import dev.gantry.doctor.diagnosis.Finding;
import dev.gantry.doctor.diagnosis.FleetDiagnosis;
import dev.gantry.doctor.diagnosis.HostFacts;
import dev.gantry.doctor.diagnosis.State;
import dev.gantry.doctor.diagnosis.Wants;
import dev.gantry.doctor.probe.Examination;
import dev.gantry.doctor.probe.Means;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Fleet;
import dev.gantry.fleet.Host;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** {@code gantry doctor}. */
final class DoctorCommand implements Command {
    private static final Option DEEP =
            Option.flag(
                    "deep", "Also look with containers: free space, GPU, options in daemon.json");

    /** What the files ask for, and what is found where they cannot be read. */
    private record Files(List<Deployment> deployments, List<Finding> findings) {}

    @Override
    public Manual manual() {
        return new Manual(
                Verb.DOCTOR,
                "[HOST...]",
                List.of(
                        "Looks at every host, or those that are named, all at the same time: how far the way to",
                        "its engine leads and what each hop takes, the engine, labels, clock, disk, GPU, daemon.json",
                        "and images, each ok, warning, problem or unknown, with the reason and the way out.",
                        "Changes nothing; --deep makes containers of images that are there and removes them at once.",
                        "Ends with 1 when there is a problem, with 0 when there are only warnings."),
                List.of(DEEP),
                List.of(
                        new Manual.Example("gantry doctor", "when something does not work"),
                        new Manual.Example(
                                "gantry doctor gpu --deep",
                                "does a container get the GPU there?")));
    }

    /** One host. */
    private record Patient(Host host, HostFacts facts, List<Finding> findings) {}

    @Override
    public ExitCode run(Session session) {
        Session named = named(session);
        SequencedMap<String, Host> hosts = HostsCommand.chosen(named);
        Fleet fleet = named.house().fleet(named);
        Files files = files(named);
        SequencedMap<String, Patient> patients = examined(named, fleet, hosts, files);
        List<Finding> together = together(files, patients);
        tell(session.console(), fleet.name(), patients.values(), together);
        List<Finding> all = new ArrayList<>(together);
        patients.values().forEach(one -> all.addAll(one.findings()));
        return Finding.worst(all) == State.PROBLEM ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** The hosts that are named are those of {@code --host}. */
    private static Session named(Session session) {
        Arguments arguments = session.arguments();
        return arguments.operands().isEmpty()
                ? session
                : session.with(arguments.with(Global.HOST, arguments.operands()));
    }

    /** A fleet whose Compose files are wrong has hosts all the same. */
    private static Files files(Session session) {
        try {
            return new Files(
                    session.house().desired(session, List.of(), _ -> {}).deployments(), List.of());
        } catch (InputException wrong) {
            String why = wrong.problems().getFirst().toString();
            return new Files(List.of(), List.of(Finding.unread(why)));
        }
    }

    private static SequencedMap<String, Patient> examined(
            Session session, Fleet fleet, SequencedMap<String, Host> hosts, Files files) {
        boolean deep = session.arguments().has(DEEP);
        Cancellation cancellation = session.invocation().cancellation();
        try (EngineSource engines = session.engines();
                Timekeeper time = session.house().timekeeper();
                Rounds rounds = Rounds.start(session, hosts.keySet())) {
            Means means = new Means(session.house()::slug, time, cancellation::cancelled);
            Function<Host, Patient> examine =
                    host -> {
                        Wants wants = Wants.of(fleet, host, files.deployments());
                        InstantSource clock = session.invocation().clock();
                        HostFacts facts =
                                new Examination(engines.engine(host), wants, clock, means)
                                        .look(deep);
                        rounds.done(host.name());
                        return new Patient(host, facts, Diagnosis.of(wants, facts));
                    };
            SequencedMap<String, Patient> patients = AtOnce.ask(hosts, examine).results();
            if (cancellation.cancelled()) {
                throw new CancelledException("stopped while looking at the hosts");
            }
            return patients;
        }
    }

    private static List<Finding> together(Files files, SequencedMap<String, Patient> patients) {
        SequencedMap<String, HostFacts> facts = new LinkedHashMap<>();
        patients.forEach((name, one) -> facts.put(name, one.facts()));
        List<Finding> together = new ArrayList<>(files.findings());
        together.addAll(FleetDiagnosis.of(facts));
        return together;
    }

    private static void tell(
            Console console, String fleet, Collection<Patient> patients, List<Finding> together) {
        if (console.json()) {
            patients.forEach(one -> console.printLine(json(one)));
            console.printLine(JsonWriter.compact(DiagnosisJson.of(fleet, together)));
            return;
        }
        DiagnosisText text = new DiagnosisText(console.outputStyle());
        for (Patient one : patients) {
            console.print(
                    text.of("host " + one.host().name(), one.host().engine(), one.findings()));
        }
        if (!together.isEmpty()) {
            console.print(text.of("fleet " + fleet, "", together));
        }
    }

    private static String json(Patient one) {
        return JsonWriter.compact(
                DiagnosisJson.of(
                        one.host().name(),
                        one.host().engine(),
                        one.facts().approach(),
                        one.findings()));
    }
}
