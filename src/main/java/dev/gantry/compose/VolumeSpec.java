package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.doc.MapNode;
import dev.gantry.doc.ScalarNode;

/** The short syntax of a mount: {@code [SOURCE:]TARGET[:OPTIONS]}. */
final class VolumeSpec {
    private final Location location;
    private final MapNode.Builder mount;
    private final MapNode.Builder bind;
    private final MapNode.Builder volume;
    private String source = "";
    private String target = "";
    private boolean readOnly;

    private VolumeSpec(Location location) {
        this.location = location;
        this.mount = MapNode.builder(location);
        this.bind = MapNode.builder(location);
        this.volume = MapNode.builder(location);
    }

    /** The mount point, or the text itself where it is no mount. */
    static String target(String spec) {
        try {
            return Values.text(parse(spec, Location.of("")), "target");
        } catch (IllegalArgumentException _) {
            return spec;
        }
    }

    /**
     * The long form.
     *
     * @throws IllegalArgumentException saying in words what is wrong
     */
    static MapNode parse(String spec, Location location) {
        if (spec.isEmpty()) {
            throw new IllegalArgumentException("invalid empty volume spec");
        }
        VolumeSpec parsed = new VolumeSpec(location);
        if (spec.length() <= 2) {
            parsed.target = spec;
            return parsed.mount
                    .put("type", parsed.text("volume"))
                    .put("target", parsed.text(spec))
                    .build();
        }
        int from = 0;
        int variables = 0;
        for (int i = 0; i <= spec.length(); i++) {
            boolean end = i == spec.length();
            variables +=
                    spec.startsWith("${", i)
                            ? 1
                            : variables > 0 && spec.startsWith("}", i) ? -1 : 0;
            if (end || (variables == 0 && spec.charAt(i) == ':' && !isDrive(spec, from, i))) {
                parsed.section(spec.substring(from, i), end, spec);
                from = i + 1;
            }
        }
        return parsed.build();
    }

    private static boolean isDrive(String spec, int from, int colon) {
        return colon - from == 1 && Character.isLetter(spec.charAt(from));
    }

    private void section(String text, boolean end, String spec) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "invalid spec: " + spec + ": empty section between colons");
        }
        if (source.isEmpty() && end) {
            target = text;
        } else if (source.isEmpty()) {
            source = text;
        } else if (target.isEmpty()) {
            target = text;
        } else if (!end) {
            throw new IllegalArgumentException("invalid spec: " + spec + ": too many colons");
        } else {
            options(text);
        }
    }

    private void options(String text) {
        for (String option : text.split(",", -1)) {
            switch (option) {
                case "ro" -> readOnly = true;
                case "rw" -> readOnly = false;
                case "nocopy" -> volume.put("nocopy", ScalarNode.bool(true, location));
                case "private", "rprivate", "shared", "rshared", "slave", "rslave" ->
                        bind.put("propagation", text(option));
                case "z", "Z" -> bind.put("selinux", text(option));
                default -> {
                    // Docker Compose takes unknown options in silence.
                }
            }
        }
    }

    private MapNode build() {
        boolean file = isFile(source);
        mount.put("type", text(file ? "bind" : "volume"));
        if (!source.isEmpty()) {
            mount.put("source", text(source));
        }
        mount.put("target", text(target.isEmpty() ? "" : PathText.clean(target)));
        if (readOnly) {
            mount.put("read_only", ScalarNode.bool(true, location));
        }
        if (file) {
            bind.put("create_host_path", ScalarNode.bool(true, location));
        }
        MapNode binding = bind.build();
        if (!binding.isEmpty()) {
            mount.put("bind", binding);
        }
        MapNode named = volume.build();
        if (!file || !named.isEmpty()) {
            mount.put("volume", named);
        }
        return mount.build();
    }

    private ScalarNode text(String value) {
        return ScalarNode.string(value, location);
    }

    private static boolean isFile(String source) {
        if (source.isEmpty()) {
            return false;
        }
        char first = source.charAt(0);
        return first == '.'
                || first == '/'
                || first == '~'
                || source.startsWith("\\\\")
                || (source.length() > 1 && Character.isLetter(first) && source.charAt(1) == ':');
    }
}
