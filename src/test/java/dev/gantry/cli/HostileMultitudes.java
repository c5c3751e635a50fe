package dev.gantry.cli;

import static dev.gantry.cli.HostileCases.SERVICE;
import static dev.gantry.cli.HostileCases.WELL;
import static dev.gantry.cli.HostileCases.WRONG;
import static dev.gantry.cli.HostileCases.lines;
import static dev.gantry.cli.HostileCases.write;

import dev.gantry.cli.HostileCases.Case;
import java.util.List;

/** Services and files that multiply one another. */
final class HostileMultitudes {
    private static final List<String> CONFIG = List.of("config");

    private HostileMultitudes() {}

    static void addTo(HostileCases cases) {
        extended(cases);
        chained(cases);
        far(cases);
        included(cases);
        includedLarge(cases);
        listed(cases);
        depending(cases);
        named(cases);
    }

    private static void extended(HostileCases cases) {
        cases.compose(
                "extends in a circle",
                "error: circular reference",
                () -> "services:\n  a: {extends: b}\n  b: {extends: a}\n");
        cases.compose(
                "extends multiplied",
                "error: the files come to too much",
                () ->
                        "services:\n  base:\n    image: a\n    environment:\n"
                                + lines(10_000, i -> "      K" + i + ": v")
                                + lines(5000, i -> "  s" + i + ": {extends: base}"));
        cases.compose(
                "extends in a long chain",
                "",
                WELL,
                () ->
                        "services:\n  s0: {image: a}\n"
                                + lines(20_000, i -> "  s" + (i + 1) + ": {extends: s" + i + "}"));
        cases.compose(
                "extends in a long chain, backwards",
                "error: extends nested too deeply",
                () ->
                        "services:\n"
                                + lines(50_000, i -> "  s" + i + ": {extends: s" + (i + 1) + "}")
                                + "  s50000: {image: a}\n");
    }

    private static void chained(HostileCases cases) {
        cases.compose(
                "extends in many chains, backwards",
                "error: the files come to too much",
                () ->
                        "services:\n"
                                + lines(
                                        50_000,
                                        i ->
                                                "  s"
                                                        + i
                                                        + ": {"
                                                        + (i % 90 == 89
                                                                ? "image: a"
                                                                : "extends: s" + (i + 1))
                                                        + "}"));
    }

    private static void far(HostileCases cases) {
        cases.add(
                new Case(
                        "extends of a large file",
                        CONFIG,
                        WELL,
                        "",
                        folder -> {
                            write(
                                    folder,
                                    "compose.yaml",
                                    "services:\n"
                                            + lines(
                                                    2000,
                                                    i ->
                                                            "  s"
                                                                    + i
                                                                    + ": {extends: {file: b.yaml, service: t"
                                                                    + i
                                                                    + "}}"));
                            write(
                                    folder,
                                    "b.yaml",
                                    "services:\n" + lines(2000, i -> "  t" + i + ": {image: a}"));
                        }));
    }

    private static void included(HostileCases cases) {
        cases.compose(
                "include of itself",
                "error: include cycle detected",
                () -> "include: [compose.yaml]\n" + SERVICE);
        cases.add(
                new Case(
                        "include doubled",
                        CONFIG,
                        WRONG,
                        "error: the files come to too much",
                        folder -> {
                            for (int i = 0; i < 45; i++) {
                                String next = (i + 1) + ".yaml";
                                write(
                                        folder,
                                        i + ".yaml",
                                        "include: ["
                                                + next
                                                + ", {path: ./"
                                                + next
                                                + "}]\nvolumes: {v: }\n");
                            }
                            write(folder, "45.yaml", SERVICE);
                            write(folder, "compose.yaml", "include: [0.yaml]\n");
                        }));
    }

    private static void includedLarge(HostileCases cases) {
        cases.add(
                new Case(
                        "included many times",
                        CONFIG,
                        WRONG,
                        "error: the files come to too much",
                        folder -> {
                            write(folder, "a.yaml", SERVICE);
                            write(
                                    folder,
                                    "compose.yaml",
                                    "include:\n" + lines(300_000, _ -> "- a.yaml"));
                        }));
        cases.add(
                new Case(
                        "include of large files",
                        CONFIG,
                        WRONG,
                        "error: the files come to too much",
                        folder -> {
                            for (int i = 0; i < 10; i++) {
                                write(
                                        folder,
                                        i + ".yaml",
                                        SERVICE + "x-a:\n" + lines(90_000, _ -> "- a: b"));
                            }
                            write(
                                    folder,
                                    "compose.yaml",
                                    "include:\n" + lines(10, i -> "- " + i + ".yaml"));
                        }));
    }

    private static void listed(HostileCases cases) {
        cases.compose(
                "many ports",
                "error: too many ports",
                () ->
                        SERVICE
                                + "    ports:\n"
                                + lines(200, i -> "    - 127.0.0." + i + "::1-65535"));
        cases.compose("all ports", "", WELL, () -> SERVICE + "    ports: [1-65535]\n");
        cases.compose(
                "a long chain of dependencies",
                "",
                WELL,
                () ->
                        "services:\n  s0: {image: a}\n"
                                + lines(
                                        20_000,
                                        i ->
                                                "  s"
                                                        + (i + 1)
                                                        + ": {image: a, depends_on: [s"
                                                        + i
                                                        + "]}"));
        cases.compose(
                "every service depends on every other",
                "dependency cycle detected",
                () ->
                        "services:\n"
                                + lines(
                                        300,
                                        i ->
                                                "  s"
                                                        + i
                                                        + ": {image: a, depends_on: ["
                                                        + HostileCases.text(300, j -> "s" + j + ",")
                                                        + "]}"));
    }

    private static void depending(HostileCases cases) {
        cases.compose(
                "every service shares the first one's network",
                "",
                WELL,
                () ->
                        "services:\n  s0: {image: a}\n"
                                + lines(
                                        20_000,
                                        i ->
                                                "  s"
                                                        + (i + 1)
                                                        + ": {image: a, network_mode: \"service:s0\"}"));
        cases.compose(
                "many names of one container",
                "only the first 100 errors are told",
                () ->
                        "services:\n"
                                + lines(
                                        20_000,
                                        i -> "  s" + i + ": {image: a, container_name: a}"));
        cases.compose(
                "many mounts at one place",
                "",
                WELL,
                () ->
                        SERVICE
                                + "    volumes:\n"
                                + lines(60_000, i -> "    - v:/a" + i)
                                + "volumes: {v: }\n");
        cases.compose(
                "many tmpfs",
                "",
                WELL,
                () -> SERVICE + "    tmpfs:\n" + lines(100_000, i -> "    - /a" + i));
    }

    private static void named(HostileCases cases) {
        cases.compose(
                "many extra hosts",
                "",
                WELL,
                () ->
                        SERVICE
                                + "    extra_hosts:\n"
                                + lines(60_000, i -> "    - h" + i + ":1.2.3.4"));
        cases.compose(
                "many networks",
                "",
                WELL,
                () ->
                        "services: {web: {image: a, networks: ["
                                + HostileCases.text(20_000, i -> "n" + i + ",")
                                + "]}}\nnetworks:\n"
                                + lines(20_000, i -> "  n" + i + ":"));
    }
}
