package dev.gantry.fleet;

import dev.gantry.diag.Location;

/**
 * What a check finds and the user lives with. Texts that are empty hold for all.
 *
 * @param check the code of a finding, such as {@code database-on-share}
 */
public record Acceptance(
        String check, String stack, String service, String host, String reason, Location location) {

    /** An entry of {@code accept}. */
    static Acceptance read(Shape shape) {
        shape.allowing(FleetKeys.ACCEPT).requiring(FleetKeys.ACCEPT);
        if (shape.has("reason") && shape.text("reason").isBlank()) {
            shape.problems()
                    .error(
                            shape.at("reason"),
                            shape.what() + ": the reason is empty",
                            "say why it may stay as it is");
        }
        return new Acceptance(
                shape.text("check"),
                shape.text("stack"),
                shape.text("service"),
                shape.text("host"),
                shape.text("reason"),
                shape.node().location());
    }

    /** Whether it is about such a finding in that service; {@code service} may be empty. */
    public boolean covers(String code, Deployment deployment, String inService) {
        return check.equals(code)
                && (stack.isEmpty() || stack.equals(deployment.stack().name()))
                && (service.isEmpty() || service.equals(inService))
                && (host.isEmpty() || host.equals(deployment.host().name()));
    }
}
