package dev.gantry.init;

import dev.gantry.compose.VariableUse;
import dev.gantry.diag.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host, and perhaps a port, that a service's settings name.
 *
 * @param port empty where none is named
 * @param setting the variable, or {@code command}
 */
record Address(String host, String port, String setting, Location place) {
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^\\s\"'<>]+)");
    private static final Pattern PLAIN =
            Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)(?::(\\d{1,5}))?");
    private static final Pattern HOST_LIKE =
            Pattern.compile(
                    "(?i).*(host|hostname|server|servers|addr|address|endpoint|url|uri|brokers?)");

    /** All that the service's environment, its env files and its command name. */
    static List<Address> of(ServiceSketch service, Inventory inventory) {
        String folder = Paths.folder(service.file());
        Map<String, String> known = inventory.known(folder);
        List<ServiceSketch.Setting> settings = new ArrayList<>(service.environment());
        for (String written : service.envFiles()) {
            String path = Paths.resolve(folder, written);
            inventory
                    .variables(path)
                    .forEach((name, value) ->
                            settings.add(
                                    new ServiceSketch.Setting(name, value, Location.of(path))));
        }
        List<Address> found = new ArrayList<>();
        for (ServiceSketch.Setting one : settings) {
            String value = VariableUse.filled(one.value(), known);
            urls(one, value, found);
            Matcher plain = PLAIN.matcher(value.strip());
            if (plain.matches()
                    && (plain.group(2) != null || HOST_LIKE.matcher(one.name()).matches())) {
                found.add(address(one, plain));
            }
        }
        service.command().forEach(one -> urls(one, VariableUse.filled(one.value(), known), found));
        return found;
    }

    private static void urls(ServiceSketch.Setting setting, String value, List<Address> found) {
        Matcher url = URL.matcher(value);
        while (url.find()) {
            String rest = url.group(1);
            int slash = rest.indexOf('/');
            String authority = slash < 0 ? rest : rest.substring(0, slash);
            String hosts = authority.substring(authority.lastIndexOf('@') + 1);
            for (String host : hosts.split(",")) {
                Matcher plain = PLAIN.matcher(host.replaceFirst("[?#].*", ""));
                if (plain.matches()) {
                    found.add(address(setting, plain));
                }
            }
        }
    }

    private static Address address(ServiceSketch.Setting setting, Matcher plain) {
        String port = plain.group(2) == null ? "" : plain.group(2);
        String host = plain.group(1).toLowerCase(Locale.ROOT);
        return new Address(host, port, setting.name(), setting.place());
    }
}
