package dev.gantry.server.web;

import dev.gantry.server.registry.ApiKey;
import dev.gantry.server.registry.Registry;
import dev.gantry.server.web.ui.KeysView;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The keys, as their page shows them. */
final class KeyViews {
    private final Registry registry;

    KeyViews(Registry registry) {
        this.registry = registry;
    }

    KeysView plain(Visitor visitor) {
        return new KeysView(rows(visitor), KeysView.Form.EMPTY, "", "", "");
    }

    /** A form that was filled in wrongly, with what is wrong. */
    KeysView wrong(Visitor visitor, PageForm form, String trouble) {
        KeysView.Form again =
                new KeysView.Form(
                        form.text("name"),
                        form.text("role"),
                        form.text("models"),
                        form.text("lanes"),
                        form.text("requests"),
                        form.text("tokens"));
        return new KeysView(rows(visitor), again, trouble, "", "");
    }

    /** A key that was made just now, told this once. */
    KeysView made(Visitor visitor, String name, String secret) {
        return new KeysView(rows(visitor), KeysView.Form.EMPTY, "", name, secret);
    }

    private List<KeysView.Row> rows(Visitor visitor) {
        return registry.snapshot().keys().values().stream()
                .sorted(Comparator.comparing(ApiKey::name))
                .map(key -> row(key, visitor))
                .toList();
    }

    private static KeysView.Row row(ApiKey key, Visitor visitor) {
        List<String> limits = new ArrayList<>();
        if (!key.models().isEmpty()) {
            limits.add("models: " + String.join(", ", key.models()));
        }
        if (!key.lanes().isEmpty()) {
            limits.add("lanes: " + String.join(", ", key.lanes()));
        }
        key.requestsPerMinute().ifPresent(many -> limits.add(many + " requests a minute"));
        key.tokensPerMinute().ifPresent(many -> limits.add(many + " tokens a minute"));
        return new KeysView.Row(
                key.id(),
                key.name(),
                key.role().word(),
                key.disabled(),
                limits,
                key.created().atZone(ZoneOffset.UTC).toLocalDate().toString(),
                key.id().equals(visitor.key().id()));
    }
}
