package dev.gantry.init;

import dev.gantry.compose.VariableUse;
import dev.gantry.doc.Fields;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ports of its host that a service publishes. */
final class PublishedPort {
    private static final Pattern SHORT = Pattern.compile("(?:.*:)?(\\d{1,5}):\\d{1,5}(?:/[a-z]+)?");

    private PublishedPort() {}

    static Set<String> of(ServiceSketch service, Map<String, String> known) {
        Set<String> ports = new LinkedHashSet<>();
        for (String written : service.fields().texts("ports")) {
            Matcher matcher = SHORT.matcher(VariableUse.filled(written, known));
            if (matcher.matches()) {
                ports.add(matcher.group(1));
            }
        }
        for (Fields one : service.fields().maps("ports")) {
            ports.add(VariableUse.filled(one.text("published"), known));
        }
        ports.remove("");
        return ports;
    }
}
