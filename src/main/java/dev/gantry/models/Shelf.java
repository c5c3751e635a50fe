package dev.gantry.models;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.HostFiles;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.TextFile;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Model;
import dev.gantry.fleet.SmokeCheck;
import dev.gantry.models.ModelState.State;
import dev.gantry.smoke.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The models of one deployment on its host.
 *
 * @param directory the fleet file's
 */
public record Shelf(Deployment deployment, EngineSource engines, Path directory) {
    private static final int LARGEST = 1 << 20;

    /**
     * How it stands with a model.
     *
     * @param verify whether to read files to the end for their digest
     */
    public ModelState state(Model model, boolean verify) {
        try {
            return switch (model.source()) {
                case Model.Ollama it -> ollama(model, it);
                case Model.HostFile it -> file(model, it, verify);
            };
        } catch (IOException silent) {
            return of(model, State.UNKNOWN, String.valueOf(silent.getMessage()));
        } catch (OperationException refused) {
            return of(model, State.UNKNOWN, refused.reason());
        }
    }

    private ModelState of(Model model, State state, String reason) {
        return ModelState.of(deployment.id(), model, state, reason);
    }

    private ModelState ollama(Model model, Model.Ollama source) throws IOException {
        Ollama server = server(source);
        Ollama.Tag tag = server.tags().get(source.name());
        if (tag == null) {
            return of(model, State.MISSING, "");
        }
        List<String> differences = differences(server, source);
        return new ModelState(
                deployment.id(),
                model,
                differences.isEmpty() ? State.PRESENT : State.WRONG,
                tag.size(),
                tag.digest(),
                differences.isEmpty()
                        ? ""
                        : "is not what "
                                + source.modelfile()
                                + " says: "
                                + String.join(", ", differences));
    }

    /** Nothing where its Modelfile is one that only somebody else can make a model of. */
    private List<String> differences(Ollama server, Model.Ollama source) throws IOException {
        if (source.modelfile().isEmpty()) {
            return List.of();
        }
        String text = text(source.modelfile());
        MapNode request;
        try {
            request = Modelfile.request(source.modelfile(), text);
        } catch (OperationException notOurs) {
            return List.of();
        }
        return new Likeness(Fields.of(request), server.show(source.name())).differences();
    }

    /** Whether a container of the model's service runs, so that waiting may help. */
    public boolean runs(Model model) {
        return model.source() instanceof Model.Ollama it
                && new Site(deployment, engines)
                        .runs(new SmokeCheck.Address(it.service(), it.port()));
    }

    private Ollama server(Model.Ollama source) throws IOException {
        SmokeCheck.Address address = new SmokeCheck.Address(source.service(), source.port());
        Site site = new Site(deployment, engines);
        if (!site.hasService(source.service())) {
            throw new IOException(site.noService(source.service()));
        }
        return new Ollama(site.way(address));
    }

    private ModelState file(Model model, Model.HostFile wanted, boolean verify) {
        HostFiles files =
                new HostFiles(
                        engines.engine(deployment.host()),
                        engines.sharesFiles(deployment.host()),
                        deployment.project().name());
        return files.find(Path.of(wanted.name()), verify && !wanted.sha256().isEmpty())
                .map(found -> compared(model, wanted, found))
                .orElseGet(() -> of(model, State.MISSING, "no such file on the host"));
    }

    private ModelState compared(Model model, Model.HostFile wanted, HostFiles.Found found) {
        String fault = "";
        if (wanted.size() >= 0 && found.size() != wanted.size()) {
            fault = "has " + found.size() + " bytes, " + wanted.size() + " are expected";
        } else if (!found.sha256().isEmpty() && !found.sha256().equals(wanted.sha256())) {
            fault = "has another SHA-256: " + found.sha256();
        }
        return new ModelState(
                deployment.id(),
                model,
                fault.isEmpty() ? State.PRESENT : State.WRONG,
                found.size(),
                found.sha256(),
                fault);
    }

    /**
     * Pulls a model, or creates it from its Modelfile, in the place of one that is there.
     *
     * @param telling what happens at the moment, in words
     * @throws OperationException when that fails
     */
    public void bring(Model.Ollama source, Consumer<String> telling) {
        Telling progress = new Telling(telling);
        try {
            Ollama server = server(source);
            if (source.modelfile().isEmpty()) {
                server.pull(source.name(), progress);
            } else {
                server.create(
                        source.name(),
                        Modelfile.request(source.modelfile(), text(source.modelfile())),
                        progress);
            }
        } catch (IOException failed) {
            throw new OperationException(
                    "cannot get model "
                            + source.name()
                            + " for "
                            + deployment.id()
                            + ": "
                            + failed.getMessage(),
                    "gantry models pull goes on from here",
                    failed);
        }
    }

    private String text(String file) throws IOException {
        try {
            return TextFile.read(directory.resolve(file), LARGEST);
        } catch (TextFile.UnreadableException wrong) {
            throw new IOException(file + " " + wrong.reason(), wrong);
        }
    }
}
