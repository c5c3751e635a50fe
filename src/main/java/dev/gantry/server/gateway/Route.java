package dev.gantry.server.gateway;

import dev.gantry.server.registry.Capability;
import dev.gantry.server.registry.Kind;

/** Where a request is for. */
public sealed interface Route {

    /** How a body says which model it is for. */
    enum Body {
        JSON,
        /** {@code multipart/form-data}. */
        FORM,
        /** It does not, or there is none. */
        OPAQUE
    }

    /** Work for any upstream that can do it. */
    record Work(Capability capability, Body body) implements Route {}

    /** The same in the words of one server program, for upstreams of that kind. */
    record Native(Kind kind, Capability capability, Body body) implements Route {}

    /**
     * A path of one upstream.
     *
     * @param path as it is there, with a slash at its beginning
     */
    record Direct(String node, String service, String path) implements Route {}

    /** The list of models. */
    record Models() implements Route {}

    /** One model of that list. */
    record Model(String id) implements Route {}

    /** The path exists, for another method. */
    record WrongMethod(String allowed) implements Route {}

    /** Nothing of the gateway's. */
    record None() implements Route {}
}
