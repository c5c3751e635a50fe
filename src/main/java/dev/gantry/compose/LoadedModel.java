package dev.gantry.compose;

import dev.gantry.diag.Problem;
import dev.gantry.doc.MapNode;
import java.util.List;
import java.util.Map;

/**
 * A project as a tree: every phase done but the last, binding to records.
 *
 * @param directory absolute
 * @param files absolute, in merge order
 * @param environment the variables that the files were filled in with
 * @param model the typed model in printing order; extensions included
 * @param disabled the services that are switched off
 */
record LoadedModel(
        String name,
        String directory,
        List<String> files,
        List<String> envFiles,
        Map<String, String> environment,
        MapNode model,
        MapNode disabled,
        List<Problem> warnings,
        Notes notes) {

    /** The last phase. */
    Loaded bind() {
        ProjectBinder binder =
                new ProjectBinder(
                        PathText.file(directory),
                        files.stream().map(PathText::file).toList(),
                        envFiles.stream().map(PathText::file).toList(),
                        environment);
        return new Loaded(binder.bind(Printing.json(model), disabled.keys()), warnings, notes);
    }

    /** What {@code config} shows and hashes; {@code up} hashes the names of label files as well. */
    LoadedModel printed() {
        return new LoadedModel(
                name,
                directory,
                files,
                envFiles,
                environment,
                ServiceFiles.withoutLabelFiles(model),
                disabled,
                warnings,
                notes);
    }

    MapNode services() {
        return Values.map(model, "services");
    }
}
