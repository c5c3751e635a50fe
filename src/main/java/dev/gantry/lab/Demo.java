package dev.gantry.lab;

import dev.gantry.diag.OperationException;
import dev.gantry.lab.DemoFleet.Reachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The example fleet of {@code gantry demo}: two hosts made for it where the user is root, else the
 * engine that is there. {@link #prepare} comes before the fleet is lifted, {@link #chat} after.
 */
public final class Demo {
    private static final String LAB = "demo";
    private static final String MODEL = "demo";
    private static final String MODEL_FILE = "demo.gguf";
    private static final String REPLY =
            "Greetings from the llama.cpp server on host gpu, fetched through Caddy over at vps.";
    private static final String LOCAL_REPLY =
            "Greetings from the llama.cpp server, fetched through Caddy.";

    private final Path example;
    private final LabFolders folders;
    private final Progress progress;

    /**
     * @param home the checkout or installation, which has {@code examples/demo}
     */
    public Demo(Path home, LabFolders folders, Progress progress) {
        this.example = home.resolve("examples/demo");
        this.folders = folders;
        this.progress = progress;
    }

    /** Whether hosts can be made here; otherwise the demo takes the engine that is there. */
    public boolean makesHosts() {
        return Prerequisites.isRoot();
    }

    /** Makes what the fleet stands on: its hosts, their images, the model. */
    public DemoFleet prepare() {
        requireExample();
        return makesHosts() ? onLab() : onLocalEngine();
    }

    private void requireExample() {
        if (!Files.exists(example.resolve("gantry.yaml"))) {
            throw new OperationException("the example fleet is not at " + example, "");
        }
    }

    private DemoFleet onLab() {
        progress.say("Starting two hosts on this machine, each a Docker Engine with its own SSH.");
        progress.say("Nothing is installed but small tools; all else lies in " + folders.root());
        Lab lab = Lab.named(LAB, folders, progress);
        List<LabHost> hosts = lab.up(List.of(Machine.named("vps"), Machine.named("gpu")));
        LabHost vps = hosts.getFirst();
        LabHost gpu = hosts.getLast();
        writeModel(gpu.root().resolve("srv/models"), REPLY);
        progress.say("vps is " + vps.address() + ", gpu is " + gpu.address());
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("GANTRY_SSH", lab.ssh().toString());
        environment.put("POSTGRES_IMAGE", "lab/postgres:1");
        environment.put("VALKEY_IMAGE", "lab/valkey:1");
        environment.put("LLAMA_IMAGE", "lab/llama:1");
        environment.put("CADDY_IMAGE", "lab/caddy:1");
        environment.put("MODELS_DIR", "/srv/models");
        environment.put("CHAT_ADDRESS", gpu.address());
        environment.put("CHAT_PORT", "8080");
        environment.put("EDGE_PORT", "80");
        return fleet(
                example,
                environment,
                "http://" + vps.address(),
                "http://" + gpu.address() + ":8080");
    }

    private DemoFleet onLocalEngine() {
        progress.say(
                "Not root, so no hosts can be made: running the same stacks on the Docker Engine that is here.");
        Path models = localModels();
        writeModel(models, LOCAL_REPLY);
        return fleet(
                example.resolve("local"),
                localEnvironment(),
                "http://127.0.0.1:8088",
                "http://127.0.0.1:8089");
    }

    private SequencedMap<String, String> localEnvironment() {
        SequencedMap<String, String> environment = new LinkedHashMap<>();
        environment.put("MODELS_DIR", localModels().toString());
        return environment;
    }

    private Path localModels() {
        return folders.root().resolveSibling("demo").resolve("models");
    }

    private static DemoFleet fleet(
            Path directory, SequencedMap<String, String> environment, String edge, String chat) {
        List<Reachable> services =
                List.of(
                        new Reachable("Caddy, on vps", edge + "/"),
                        new Reachable("chat, through Caddy", edge + ChatReply.PATH),
                        new Reachable("llama.cpp, on gpu", chat + "/"));
        return new DemoFleet(directory, environment, edge, services);
    }

    private static void writeModel(Path folder, String reply) {
        try {
            Files.createDirectories(folder);
            new TinyModel(MODEL, reply, List.of(), 512, 1, 32).write(folder.resolve(MODEL_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One chat completion, fetched through Caddy from the model.
     *
     * @return what the model said
     */
    public ChatReply chat(DemoFleet fleet, String prompt) {
        return ChatReply.ask(fleet.origin(), prompt);
    }

    /** The folder and variables for taking down what runs on the local engine. */
    public DemoFleet local() {
        return fleet(
                example.resolve("local"),
                localEnvironment(),
                "http://127.0.0.1:8088",
                "http://127.0.0.1:8089");
    }

    /**
     * Removes the hosts with all that they hold, and the model.
     *
     * @param purge whether the caches go too
     */
    public void down(boolean purge) {
        if (makesHosts()) {
            Lab.named(LAB, folders, progress).down();
        }
        Folders.delete(folders.root().resolveSibling("demo"));
        if (purge) {
            purge();
        } else if (Files.exists(folders.root())) {
            String size = size(folders.root());
            progress.say(
                    "Packages and images stay for the next time: "
                            + folders.root()
                            + ", "
                            + size
                            + "; `gantry demo down --purge` removes them.");
        }
    }

    /** What other labs do below it meanwhile is no fault. */
    private static String size(Path folder) {
        String script = "du -sh \"$1\" 2>/dev/null || :";
        return Shell.run("sh", "-c", script, "du", folder.toString()).split("\t")[0];
    }

    private void purge() {
        if (Lab.anyUp(folders)) {
            throw new OperationException(
                    "another lab still uses the cache " + folders.root(),
                    "take it down first: ./dev lab down");
        }
        Folders.delete(folders.root());
        progress.say("Removed " + folders.root());
    }
}
