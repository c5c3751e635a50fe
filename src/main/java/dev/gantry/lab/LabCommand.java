package dev.gantry.lab;

import dev.gantry.diag.GantryException;
import dev.gantry.diag.UsageException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** {@code ./dev lab}: a lab by hand. */
public final class LabCommand {
    private static final String USAGE =
            """
            ./dev lab up [HOST[=docker28] …]   bring machines up (default: one two)
            ./dev lab down                     remove them and all that they held
            ./dev lab status                   list them
            ./dev lab sh HOST COMMAND …        run a command on one
            ./dev lab cut|heal HOST            pull its network cable, put it back
            ./dev lab drop|undrop HOST         swallow what it is sent, or no longer
            ./dev lab power-cut|power-off|boot HOST
            ./dev lab kill-engine|start-engine HOST
            GANTRY_LAB names the lab (default: dev).\
            """;

    private final Lab lab;
    private final Progress progress;

    private LabCommand(Lab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Progress progress = new Progress(System.out::println, InstantSource.system());
        String name = System.getenv().getOrDefault("GANTRY_LAB", "dev");
        try {
            Lab lab = Lab.named(name, LabFolders.of(System.getenv()), progress);
            System.exit(new LabCommand(lab, progress).run(List.of(arguments)));
        } catch (GantryException e) {
            System.err.println("lab: " + e.getMessage());
            System.exit(e instanceof UsageException ? 64 : 1);
        }
    }

    private int run(List<String> words) throws IOException, InterruptedException {
        String action = words.isEmpty() ? "help" : words.getFirst();
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        switch (action) {
            case "help" -> progress.say(USAGE);
            case "up" -> progress.timed("lab " + lab.name() + " is up", () -> up(rest));
            case "down" -> progress.timed("lab " + lab.name() + " is gone", lab::down);
            case "status" -> status();
            case "sh" -> {
                return shell(rest);
            }
            default -> onHost(action, host(rest));
        }
        return 0;
    }

    private void up(List<String> machines) {
        lab.up(
                (machines.isEmpty() ? List.of("one", "two") : machines)
                        .stream().map(LabCommand::machine).toList());
        status();
    }

    private static Machine machine(String word) {
        int sign = word.indexOf('=');
        if (sign < 0) {
            return Machine.named(word);
        }
        String kind = word.substring(sign + 1);
        for (EngineKind engine : EngineKind.values()) {
            if (engine.word().equals(kind)) {
                return new Machine(word.substring(0, sign), engine);
            }
        }
        throw new UsageException("there is no engine " + kind, "engines: docker20, docker28");
    }

    private void status() {
        for (LabHost host : lab.hosts()) {
            String state = host.isRunning() ? "on " : "off";
            progress.say(
                    state
                            + "  "
                            + host.name()
                            + "  "
                            + host.engine().word()
                            + "  "
                            + host.endpoint()
                            + "  unix://"
                            + host.socket());
        }
        if (!lab.hosts().isEmpty()) {
            progress.say("ssh: GANTRY_SSH=" + lab.ssh());
        }
    }

    private int shell(List<String> words) throws IOException, InterruptedException {
        LabHost host = host(words);
        List<String> command = words.size() == 1 ? List.of("bash") : words.subList(1, words.size());
        return new ProcessBuilder(host.onMachine(new ArrayList<>(command)))
                .inheritIO()
                .start()
                .waitFor();
    }

    private LabHost host(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException(
                    "which machine?",
                    "machines: " + lab.hosts().stream().map(LabHost::name).toList());
        }
        return lab.host(words.getFirst());
    }

    private static void onHost(String action, LabHost host) {
        switch (action) {
            case "cut" -> host.cut();
            case "heal" -> host.heal();
            case "drop" -> host.drop();
            case "undrop" -> host.undrop();
            case "power-cut" -> host.powerCut();
            case "power-off" -> host.powerOff();
            case "boot" -> host.boot();
            case "kill-engine" -> host.killEngine();
            case "start-engine" -> host.startEngine();
            default -> throw new UsageException("unknown action " + action, USAGE);
        }
    }
}
