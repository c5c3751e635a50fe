package dev.gantry.cli;

import static dev.gantry.cli.HostileCases.lines;

/** Fleet files. */
final class HostileFleets {
    private HostileFleets() {}

    static void addTo(HostileCases cases) {
        documents(cases);
        multitudes(cases);
    }

    private static void documents(HostileCases cases) {
        cases.fleet(
                "fleet bomb",
                "gantry.yaml:6:26: error: the document contains excessive",
                HostileCases::bomb);
        cases.fleet(
                "fleet nested",
                "error: nested too deeply",
                () -> "stacks: " + "{a: ".repeat(200_000));
        cases.fleet(
                "fleet of 100 MB",
                "gantry.yaml: error: the file is too large",
                () -> "# comment\n".repeat(10 << 20));
        cases.fleet(
                "fleet that is not UTF-8",
                "gantry.yaml:1:8: error: the file is not UTF-8",
                () -> "fleet: \u00ff\n");
        cases.fleet(
                "fleet with NUL",
                "gantry.yaml:1:8: error: the character U+0000",
                () -> "fleet: \0\n");
        cases.fleet(
                "fleet twice",
                "gantry.yaml:2:1: error: mapping key \"fleet\" already defined",
                () -> "fleet: a\nfleet: b\n");
        cases.fleet(
                "fleet of unknown keys",
                "only the first 100 errors are told",
                () -> lines(30_000, i -> "stack" + i + ": a"));
        cases.fleet(
                "fleet of hosts",
                "error: the fleet has 3000 hosts",
                () ->
                        "hosts:\n"
                                + lines(3000, i -> "  h" + i + ":")
                                + "stacks: {a: {compose: [a.yaml]}}\n");
    }

    private static void multitudes(HostileCases cases) {
        cases.fleet(
                "fleet of needs",
                "error: the fleet has 15000 stacks",
                () ->
                        "stacks:\n"
                                + lines(
                                        15_000,
                                        i ->
                                                "  s"
                                                        + i
                                                        + ": {compose: [a.yaml], needs: [s"
                                                        + (i + 1)
                                                        + "]}"));
        cases.fleet(
                "fleet in a circle",
                "gantry.yaml:",
                () ->
                        "stacks:\n"
                                + lines(
                                        900,
                                        i ->
                                                "  s"
                                                        + i
                                                        + ": {compose: [a.yaml], needs: [s"
                                                        + (i + 1) % 900
                                                        + "]}"));
        cases.fleet(
                "fleet of too many deployments",
                "deployments",
                () ->
                        "hosts:\n"
                                + lines(900, i -> "  h" + i + ": {labels: {a: b}}")
                                + "stacks:\n"
                                + lines(
                                        900,
                                        i -> "  s" + i + ": {compose: [a.yaml], hosts: {a: b}}"));
    }
}
