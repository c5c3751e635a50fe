package dev.gantry.models;

import dev.gantry.apply.EngineSource;
import dev.gantry.apply.HostFiles;
import dev.gantry.diag.OperationException;
import dev.gantry.doc.Fields;
import dev.gantry.doc.TextFile;
import dev.gantry.fleet.Deployment;
import dev.gantry.fleet.Model;
import dev.gantry.fleet.SmokeCheck;
import dev.gantry.models.ModelState.State;
import dev.gantry.smoke.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
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
        SequencedMap<String, Ollama.Tag> tags = server.tags();
        Ollama.Tag tag = tags.get(source.name());
        if (tag == null) {
            return of(model, State.MISSING, "");
        }
        State state = State.PRESENT;
        String reason = "";
        try {
            List<String> differences = differences(server, source, tags.sequencedKeySet());
            if (!differences.isEmpty()) {
                state = State.WRONG;
                reason =
                        "is not what "
                                + source.modelfile()
                                + " says: "
                                + String.join(", ", differences);
            }
        } catch (UnshownException silent) {
            reason =
                    "nobody can tell whether it is what "
                            + source.modelfile()
                            + " says: "
                            + silent.getMessage();
        }
        return new ModelState(deployment.id(), model, state, tag.size(), tag.digest(), reason);
    }

    /** Ollama has a model, and does not tell of what. */
    private static final class UnshownException extends IOException {
        private static final long serialVersionUID = 1L;

        UnshownException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Nothing where its Modelfile is one that only somebody else can make a model of.
     *
     * @param present the names of all models that the server has
     */
    private List<String> differences(Ollama server, Model.Ollama source, Collection<String> present)
            throws IOException {
        if (source.modelfile().isEmpty()) {
            return List.of();
        }
        String text = text(source.modelfile());
        Fields request;
        try {
            request = Fields.of(Modelfile.request(source.modelfile(), text));
        } catch (OperationException notOurs) {
            return List.of();
        }
        try {
            Fields shown = server.show(source.name());
            String from = request.text("from");
            boolean inherits =
                    shown.text("remote_host").isEmpty()
                            && present.stream().anyMatch(name -> Likeness.same(name, from));
            return new Likeness(request, shown, inherits ? server.show(from) : shown).differences();
        } catch (IOException silent) {
            throw new UnshownException(silent);
        }
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
