package dev.gantry.fleet;

import dev.gantry.compose.LoadRequest;
import dev.gantry.compose.Loaded;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Everything besides the fleet itself that decides what is desired.
 *
 * @param facts host to the labels {@code os}, {@code arch}, {@code gpu}, where they are known; see
 *     {@link FactNeeds}
 * @param labels {@code --label}: win over those of the file
 * @param environment of the process
 * @param arguments {@code --env}: win over every other origin
 * @param services only these and what they depend on; empty for all
 * @param loader {@code ComposeLoader::load}
 */
public record FleetInputs(
        FleetRequest request,
        Selection selection,
        Map<String, SequencedMap<String, String>> facts,
        Map<String, String> labels,
        Map<String, String> environment,
        Map<String, String> arguments,
        List<String> services,
        SecretSource secrets,
        EnvFileFormat envFiles,
        Function<LoadRequest, Loaded> loader) {}
