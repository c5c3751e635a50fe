package dev.gantry.secret;

import dev.gantry.doc.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The secrets of one folder, out of the server's answer. It does not merge what the folder imports:
 * the folder's own secrets win, then the last import, as Infisical's own clients have it.
 *
 * @param hidden those whose values this login may not read: what stands there is a mask
 */
record InfisicalFolder(SequencedMap<String, String> secrets, List<String> hidden) {

    /**
     * @param body {@code {secrets: [{secretKey, secretValue, secretValueHidden, type}], imports:
     *     [{secrets}]}}
     * @param imports whether those count
     */
    static InfisicalFolder of(Fields body, boolean imports) {
        InfisicalFolder folder = new InfisicalFolder(new LinkedHashMap<>(), new ArrayList<>());
        folder.add(body.maps("secrets"));
        if (imports) {
            body.maps("imports").reversed().forEach(one -> folder.add(one.maps("secrets")));
        }
        return folder;
    }

    private void add(List<Fields> more) {
        for (Fields secret : more) {
            String name = secret.text("secretKey");
            boolean shared = !secret.text("type").equals("personal");
            if (shared && !name.isEmpty() && !secrets.containsKey(name)) {
                secrets.put(name, secret.text("secretValue"));
                if (secret.flag("secretValueHidden")) {
                    hidden.add(name);
                }
            }
        }
    }

    boolean isEmpty() {
        return secrets.isEmpty();
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "InfisicalFolder" + secrets.keySet();
    }
}
