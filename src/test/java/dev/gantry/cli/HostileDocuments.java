package dev.gantry.cli;

import static dev.gantry.cli.HostileCases.SERVICE;
import static dev.gantry.cli.HostileCases.WELL;
import static dev.gantry.cli.HostileCases.lines;
import static dev.gantry.cli.HostileCases.text;

/** One document that is deep, long, or means much more than it says. */
final class HostileDocuments {
    private HostileDocuments() {}

    static void addTo(HostileCases cases) {
        aliases(cases);
        mergeKeys(cases);
        nested(cases);
        longCollections(cases);
        longTexts(cases);
        keys(cases);
        honest(cases);
        honestMany(cases);
    }

    private static void aliases(HostileCases cases) {
        cases.compose(
                "alias bomb",
                "compose.yaml:6:26: error: the document contains excessive",
                HostileCases::bomb);
        cases.compose(
                "aliases of a long text",
                "error: the document contains excessive aliasing",
                () ->
                        SERVICE
                                + "x-a: &a "
                                + "t".repeat(100_000)
                                + "\nx-b: ["
                                + "*a, ".repeat(1000)
                                + "]\n");
        cases.compose(
                "anchor inside of itself",
                "compose.yaml:1:10: error: unknown anchor 'a' referenced",
                () -> "x-a: &a [*a]\n");
        cases.compose(
                "merge keys of merge keys",
                "error: the document contains excessive",
                () ->
                        "x-0: &a0 {k: v}\n"
                                + lines(
                                        90,
                                        i ->
                                                "x-%d: &a%d {<<: [*a%d, *a%d]}"
                                                        .formatted(i + 1, i + 1, i, i)));
        cases.compose(
                "many merge keys",
                "error: the document contains excessive",
                () -> "x-a: &a {k: v}\nx-b:\n  <<: [" + "*a,".repeat(1_000_000) + "]\n");
    }

    private static void mergeKeys(HostileCases cases) {
        cases.compose(
                "as many merge keys as may be",
                "",
                WELL,
                () -> SERVICE + "x-a: &a {k: v}\nx-b:\n  <<: [" + "*a,".repeat(90_000) + "]\n");
        cases.compose(
                "as many aliases as may be",
                "",
                WELL,
                () ->
                        SERVICE
                                + "x-a: &a {k: v, l: [w, {m: n}]}\nx-b: ["
                                + "*a,".repeat(35_000)
                                + "]\n");
        cases.compose(
                "merge of a scalar",
                "compose.yaml:2:10: error: map merge requires map",
                () -> "services:\n    <<: [a]\n");
    }

    private static void nested(HostileCases cases) {
        cases.compose(
                "flow nested",
                "compose.yaml:1:106: error: nested too deeply",
                () -> "x-a: " + "[".repeat(1 << 20));
        cases.compose(
                "JSON nested",
                "error: nested too deeply",
                () -> "{\"x-a\": " + "{\"a\":".repeat(500_000));
        cases.compose(
                "block nested",
                "error: nested too deeply",
                () -> lines(3000, i -> " ".repeat(i) + "a:"));
        cases.compose(
                "dashes nested",
                "error: nested too deeply",
                () -> "x-a:\n  " + "- ".repeat(1 << 20));
        cases.compose(
                "question marks nested", "error: nested too deeply", () -> "? ".repeat(1 << 20));
        cases.compose(
                "deep and wide",
                "error: the files come to too much",
                () ->
                        SERVICE
                                + "x-a:\n"
                                + lines(90, i -> " ".repeat(i + 1) + "a:")
                                + " ".repeat(91)
                                + "["
                                + "a,".repeat(300_000)
                                + "]\n");
    }

    private static void longCollections(HostileCases cases) {
        cases.compose(
                "long flow list",
                "error: the document contains excessive",
                () -> "x-a: [" + "a,".repeat(3 << 20) + "]\n");
        cases.compose(
                "as long a flow list as may be",
                "",
                WELL,
                () -> SERVICE + "x-a: [" + "a,".repeat(400_000) + "]\n");
        cases.compose(
                "long flow mapping",
                "error: the document contains excessive",
                () -> "x-a: {" + text(500_000, i -> "k" + i + ": a, ") + "}\n");
        cases.compose("many documents", "compose.yaml", () -> lines(300_000, _ -> "---\na: b"));
        cases.compose(
                "a long text",
                "",
                WELL,
                () -> SERVICE + "x-a: " + "word ".repeat(1_400_000) + "\n");
        cases.compose(
                "a long block",
                "",
                WELL,
                () -> SERVICE + "x-a: |\n" + lines(600_000, _ -> "  some text"));
        cases.compose(
                "a long text in quotes",
                "",
                WELL,
                () -> SERVICE + "x-a: \"" + "word ".repeat(1_400_000) + "\"\n");
        cases.compose(
                "a long comment", "", WELL, () -> SERVICE + "#" + "word ".repeat(1_400_000) + "\n");
        cases.compose(
                "a large number", "", WELL, () -> "x-a: " + "9".repeat(5 << 20) + "\n" + SERVICE);
    }

    private static void longTexts(HostileCases cases) {
        cases.compose(
                "a large exponent",
                "compose.yaml:4:16: error: services.web.mem_limit",
                () -> SERVICE + "    mem_limit: 1e99999999999\n");
        cases.compose(
                "a long command",
                "",
                WELL,
                () -> SERVICE + "    command: " + "a ".repeat(1 << 20) + "\n");
        cases.compose(
                "a command of parentheses",
                "error: services.web.command",
                () -> SERVICE + "    command: " + "$(".repeat(1 << 20) + "\n");
        cases.compose(
                "a long port",
                "error: services.web.ports",
                () -> SERVICE + "    ports: [\"" + ":".repeat(1 << 20) + "\"]\n");
        cases.compose(
                "a long mount",
                "",
                WELL,
                () -> SERVICE + "    volumes: [\"" + "./a/".repeat(1 << 20) + ":/a\"]\n");
        cases.compose(
                "a long duration",
                "",
                WELL,
                () -> SERVICE + "    stop_grace_period: " + "1h".repeat(1 << 20) + "\n");
        cases.compose(
                "signs that are written longer in JSON",
                "",
                WELL,
                () -> SERVICE + "x-a: \"" + "<".repeat(1 << 20) + "\"\n");
    }

    private static void keys(HostileCases cases) {
        cases.compose(
                "the same key twice",
                "compose.yaml:4:1: error: mapping key \"services\" already defined",
                () -> SERVICE + "services: {}\n");
        cases.compose(
                "the same key twice in JSON",
                "compose.yaml:1:37: error: mapping key \"services\" already defined",
                () -> "{\"services\": {\"a\": {\"image\": \"a\"}}, \"services\": {}}");
        cases.compose(
                "a long key",
                "error: the key is too long",
                () -> "? " + "k".repeat(3 << 20) + "\n: {a: a}\n");
        cases.compose(
                "NUL",
                "compose.yaml:3:13: error: the character U+0000 cannot stand in YAML",
                () -> "services:\n  web:\n    image: a\0b\n");
        cases.compose(
                "not UTF-8",
                "compose.yaml:3:13: error: the file is not UTF-8",
                () -> "services:\n  web:\n    image: a\u00ff\n");
        cases.compose(
                "many unknown keys",
                "only the first 100 errors are told",
                () -> SERVICE + lines(200_000, i -> "    key" + i + ": a"));
        cases.compose(
                "many names almost right",
                "only the first 100 errors are told",
                () ->
                        "services:\n"
                                + lines(
                                        30_000,
                                        i -> "  s" + i + ": {image: a, networks: [nt" + i + "]}"));
    }

    private static void honest(HostileCases cases) {
        cases.compose(
                "7 MB",
                "",
                WELL,
                () ->
                        "services:\n"
                                + lines(
                                        40_000,
                                        i ->
                                                "  service-%d:\n    image: registry.example.org/team/project/image-%d:1.0\n    environment:\n      A_SETTING_OF_THE_SERVICE: a value of some length %d\n"
                                                        .formatted(i, i, i)));
        cases.compose(
                "many small mappings",
                "",
                WELL,
                () -> SERVICE + "x-a:\n" + lines(99_000, _ -> "- a: b"));
        cases.compose(
                "100 levels",
                "",
                WELL,
                () ->
                        SERVICE
                                + "x-a:\n"
                                + lines(98, i -> " ".repeat(i + 1) + "a:")
                                + " ".repeat(99)
                                + "b\n");
    }

    private static void honestMany(HostileCases cases) {
        cases.compose(
                "many services",
                "",
                WELL,
                () ->
                        "services:\n"
                                + lines(
                                        5000,
                                        i ->
                                                "  s"
                                                        + i
                                                        + ": {image: a, networks: [n], volumes: [\"v:/v\"], ports: [\"80\"]}")
                                + "networks: {n: }\nvolumes: {v: }\n");
    }
}
