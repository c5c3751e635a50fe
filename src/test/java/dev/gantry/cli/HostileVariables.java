package dev.gantry.cli;

import static dev.gantry.cli.HostileCases.SERVICE;
import static dev.gantry.cli.HostileCases.WELL;
import static dev.gantry.cli.HostileCases.WRONG;
import static dev.gantry.cli.HostileCases.lines;
import static dev.gantry.cli.HostileCases.write;

import dev.gantry.cli.HostileCases.Case;
import java.util.List;

/** Variables, and the files that give them. */
final class HostileVariables {
    private static final List<String> WITH_ENV_FILE = List.of("--env-file", "a.env", "config");

    private HostileVariables() {}

    static void addTo(HostileCases cases) {
        templates(cases);
        growing(cases);
        growingInMany(cases);
        growingServices(cases);
        envFiles(cases);
        envFileForms(cases);
    }

    private static void templates(HostileCases cases) {
        cases.compose(
                "variables nested",
                "compose.yaml:1:6: error: error while interpolating x-a: variables nested too deeply",
                () -> "x-a: \"" + nested() + "\"\n" + SERVICE);
        cases.compose(
                "a long text in nested variables",
                "variables nested too deeply",
                () -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < 60; i++) {
                        text.append("${A").append(i).append(":-");
                    }
                    text.append("x".repeat(6_000_000)).append("}".repeat(60));
                    return "x-a: \"" + text + "\"\n" + SERVICE;
                });
        cases.compose(
                "a brace that stays open",
                "invalid interpolation format",
                () -> "x-a: \"" + "${A:-".repeat(1_000_000) + "\"\n" + SERVICE);
        cases.compose(
                "unset variables",
                "only the first 1000 warnings are told",
                WELL,
                () -> SERVICE + "x-a:\n" + lines(150_000, i -> "- $V" + i));
        cases.add(
                new Case(
                        "nested variables listed",
                        List.of("config", "--variables"),
                        WELL,
                        "",
                        folder ->
                                write(
                                        folder,
                                        "compose.yaml",
                                        "x-a: \"" + nested() + "\"\n" + SERVICE)));
    }

    private static String nested() {
        return "${A:-".repeat(1_000_000) + "}".repeat(1_000_000);
    }

    private static void growing(HostileCases cases) {
        cases.env(
                "variables that double one another",
                "a.env:19:5: error: variables make the text too long",
                WRONG,
                () ->
                        "A0=xxxxxxxxxxxxxxxx\n"
                                + lines(40, i -> "A" + (i + 1) + "=$A" + i + "$A" + i));
        cases.add(
                new Case(
                        "a long variable often",
                        WITH_ENV_FILE,
                        WRONG,
                        "variables make the text too long",
                        folder -> {
                            write(folder, "a.env", "A=" + "x".repeat(100_000) + "\n");
                            write(
                                    folder,
                                    "compose.yaml",
                                    SERVICE + "x-a: \"" + "$A".repeat(1_000_000) + "\"\n");
                        }));
        cases.add(
                new Case(
                        "a long variable in many values",
                        WITH_ENV_FILE,
                        WRONG,
                        "variables make the text too long",
                        folder -> {
                            write(folder, "a.env", "A=" + "x".repeat(100_000) + "\n");
                            write(
                                    folder,
                                    "compose.yaml",
                                    SERVICE + "x-a:\n" + lines(100_000, _ -> "- $A"));
                        }));
    }

    private static void growingInMany(HostileCases cases) {
        cases.add(
                new Case(
                        "an env file for every service",
                        List.of("config"),
                        WRONG,
                        "error: the files come to too much",
                        folder -> {
                            write(folder, "a.env", lines(20_000, i -> "NAME" + i + "=value"));
                            write(
                                    folder,
                                    "compose.yaml",
                                    "services:\n"
                                            + lines(
                                                    1000,
                                                    i ->
                                                            "  s"
                                                                    + i
                                                                    + ": {image: a, env_file: a.env}"));
                        }));
    }

    private static void growingServices(HostileCases cases) {
        cases.add(
                new Case(
                        "a label file for every service",
                        List.of("config"),
                        WRONG,
                        "error: the files come to too much",
                        folder -> {
                            write(folder, "a.env", lines(20_000, i -> "NAME" + i + "=value"));
                            write(
                                    folder,
                                    "compose.yaml",
                                    "services:\n"
                                            + lines(
                                                    1000,
                                                    i ->
                                                            "  s"
                                                                    + i
                                                                    + ": {image: a, label_file: a.env}"));
                        }));
    }

    private static void envFiles(HostileCases cases) {
        cases.env(
                "one line of many variables",
                "",
                WELL,
                () -> "A=" + "\"\"A=".repeat(200_000) + "\n");
        cases.env("many variables", "", WELL, () -> lines(60_000, i -> "NAME" + i + "=value"));
        cases.env(
                "an open quote",
                "a.env:1:3: error: unterminated quoted value of A",
                WRONG,
                () -> "A=\"" + "x\\\"".repeat(200_000));
        cases.env(
                "env file that is not UTF-8",
                "a.env:2:4: error: the file is not UTF-8",
                WRONG,
                () -> "# \u00ff\nAB=\u00ff\n");
        cases.env(
                "env file with NUL",
                "a.env:1:3: error: the value of A holds a NUL character",
                WRONG,
                () -> "A=a\0b\n");
        cases.env(
                "env file of 100 MB", "a.env is too large", WRONG, () -> "A=b\n".repeat(25 << 20));
    }

    private static void envFileForms(HostileCases cases) {
        cases.add(
                new Case(
                        "raw env file",
                        List.of("config"),
                        WELL,
                        "",
                        folder -> {
                            write(
                                    folder,
                                    "a.env",
                                    "A=b".repeat(1 << 18)
                                            + "\n"
                                            + lines(20_000, i -> "A" + i + "=b"));
                            write(
                                    folder,
                                    "compose.yaml",
                                    SERVICE + "    env_file: [{path: a.env, format: raw}]\n");
                        }));
    }
}
