package dev.gantry.compose;

import static dev.gantry.compose.Schema.either;
import static dev.gantry.compose.Schema.struct;
import static dev.gantry.compose.SchemaTypes.FLAG;
import static dev.gantry.compose.SchemaTypes.NOTHING;
import static dev.gantry.compose.SchemaTypes.OPTIONS;
import static dev.gantry.compose.SchemaTypes.PAIRS;
import static dev.gantry.compose.SchemaTypes.TEXT;
import static dev.gantry.compose.SchemaTypes.TEXTS;
import static dev.gantry.compose.SchemaTypes.TEXT_OR_LIST;
import static dev.gantry.compose.SchemaTypes.value;
import static dev.gantry.doc.ScalarNode.Kind.INTEGER;

import dev.gantry.compose.Schema.Items;
import dev.gantry.compose.Schema.NameRule;
import dev.gantry.compose.Schema.Named;

/** The schema of the Compose specification, as Docker Compose 2.40 has it. */
final class Schemas {
    static final Schema COMPOSE =
            struct().add(TEXT, "version name")
                    .add(new Items(include(), false), "include")
                    .add(new Named(NameRule.RESOURCE, ServiceSchemas.SERVICE, false), "services")
                    .add(new Named(NameRule.RESOURCE, model(), true), "models")
                    .add(new Named(NameRule.RESOURCE, either(NOTHING, network()), true), "networks")
                    .add(new Named(NameRule.RESOURCE, either(NOTHING, volume()), false), "volumes")
                    .add(new Named(NameRule.RESOURCE, secret(), false), "secrets")
                    .add(new Named(NameRule.RESOURCE, config(), false), "configs")
                    .build();

    private Schemas() {}

    private static Schema include() {
        Schema detail =
                struct().add(TEXT_OR_LIST, "path env_file")
                        .add(TEXT, "project_directory")
                        .withoutExtensions()
                        .build();
        return either(TEXT, detail);
    }

    private static Schema external(boolean open) {
        Schema.Builder old = struct().add(TEXT, "name");
        return either(FLAG, open ? old.open().build() : old.build());
    }

    private static Schema network() {
        Named texts = new Named(NameRule.ANY, TEXT, false);
        Schema pool =
                struct().add(TEXT, "subnet ip_range gateway").add(texts, "aux_addresses").build();
        Schema ipam =
                struct().add(TEXT, "driver")
                        .add(new Items(pool, false), "config")
                        .add(texts, "options")
                        .build();
        return struct().add(TEXT, "name driver")
                .add(OPTIONS, "driver_opts")
                .add(ipam, "ipam")
                .add(external(false), "external")
                .add(FLAG, "internal enable_ipv4 enable_ipv6 attachable")
                .add(PAIRS, "labels")
                .build();
    }

    private static Schema volume() {
        return struct().add(TEXT, "name driver")
                .add(OPTIONS, "driver_opts")
                .add(external(false), "external")
                .add(PAIRS, "labels")
                .build();
    }

    private static Schema secret() {
        return struct().add(TEXT, "name environment file driver template_driver")
                .add(external(true), "external")
                .add(PAIRS, "labels")
                .add(OPTIONS, "driver_opts")
                .build();
    }

    private static Schema config() {
        return struct().add(TEXT, "name content environment file template_driver")
                .add(external(true), "external")
                .add(PAIRS, "labels")
                .build();
    }

    private static Schema model() {
        return struct().add(TEXT, "name model")
                .add(value("an integer", INTEGER), "context_size")
                .add(TEXTS, "runtime_flags")
                .requires("model")
                .build();
    }
}
