package dev.gantry.cli;

import dev.gantry.diag.DidYouMean;
import dev.gantry.diag.UsageException;
import java.util.ArrayList;
import java.util.List;

/** What Gantry can be told to do, in the order of {@code gantry help}. */
enum Verb {
    INIT("init", "Propose a fleet file for the Compose files of a folder"),
    UP("up", "Bring the fleet to the state that the files describe"),
    PLAN("plan", "Show what `up` would do, and why, without doing it"),
    CHECK("check", "Find contradictions and traps in the files, before anything is touched"),
    DOWN("down", "Stop and remove containers and networks"),
    CREATE("create", "Make containers without starting them"),
    START("start", "Start containers that are there"),
    STOP("stop", "Stop containers without removing them"),
    RESTART("restart", "Stop and start containers"),
    KILL("kill", "Send a signal to containers"),
    PAUSE("pause", "Freeze the processes of containers"),
    UNPAUSE("unpause", "Let paused containers go on"),
    WAIT("wait", "Wait until containers stop, and pass their exit code on"),
    RM("rm", "Remove containers that do not run"),
    SCALE("scale", "Run another number of containers of a service"),
    UNLOCK("unlock", "Remove the locks that killed runs left behind"),
    SMOKE("smoke", "Check that what is up works, and keep the evidence"),
    MODELS("models", "List the models that stacks need, and get those that Ollama lacks"),
    PS("ps", "List containers"),
    BUILD("build", "Build the images of services from their sources"),
    PULL("pull", "Fetch images without making containers"),
    PUSH("push", "Send the images that are built to their registries"),
    RUN("run", "Run a command in a container of its own"),
    EXEC("exec", "Run a command in a container that runs"),
    ATTACH("attach", "Connect with the process of a container"),
    CP("cp", "Copy files between this machine and containers"),
    LS("ls", "List the Compose projects of all hosts"),
    TOP("top", "Show the processes of containers"),
    STATS("stats", "Show what containers use, live"),
    PORT("port", "Print where a port of a container is published"),
    IMAGES("images", "List the images of containers"),
    VOLUMES("volumes", "List volumes"),
    EVENTS("events", "Tell what happens to containers, as it happens"),
    LOGS("logs", "View output from containers"),
    CONFIG("config", "Render the Compose files in canonical form"),
    ENV("env", "Show the variables of a deployment and where each comes from"),
    SECRET("secret", "Keep secrets in a vault, and see who consumes them"),
    HOSTS("hosts", "Show every host, and whether its engine answers"),
    DOCTOR("doctor", "Examine every host: the way there, engine, clock, disk, GPU, settings"),
    SERVE("serve", "Run the control plane: registry, watchdog, gateway"),
    NODE("node", "Register machines that serve inference"),
    KEY("key", "Make keys for those who ask the gateway"),
    DEMO("demo", "Lift an example fleet onto two hosts made for it"),
    COMPLETION("completion", "Print the completion script of a shell"),
    VERSION("version", "Show the version"),
    HELP("help", "Explain a command");

    private final String word;
    private final String summary;

    Verb(String word, String summary) {
        this.word = word;
        this.summary = summary;
    }

    String word() {
        return word;
    }

    /** One line without a full stop. */
    String summary() {
        return summary;
    }

    static Verb parse(String word) {
        List<String> words = new ArrayList<>();
        for (Verb verb : values()) {
            if (verb.word.equals(word)) {
                return verb;
            }
            words.add(verb.word);
        }
        String nearest = DidYouMean.hint(word, words);
        throw new UsageException(
                "unknown command \"" + word + "\"",
                nearest.startsWith("did you mean") ? nearest : "`gantry help` lists the commands");
    }
}
