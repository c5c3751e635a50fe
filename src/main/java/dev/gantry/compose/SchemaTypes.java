package dev.gantry.compose;

import static dev.gantry.compose.Schema.either;
import static dev.gantry.compose.Schema.struct;
import static dev.gantry.doc.ScalarNode.Kind.BOOLEAN;
import static dev.gantry.doc.ScalarNode.Kind.FLOAT;
import static dev.gantry.doc.ScalarNode.Kind.INTEGER;
import static dev.gantry.doc.ScalarNode.Kind.NULL;
import static dev.gantry.doc.ScalarNode.Kind.STRING;

import dev.gantry.compose.Schema.Items;
import dev.gantry.compose.Schema.NameRule;
import dev.gantry.compose.Schema.Named;
import dev.gantry.compose.Schema.Value;
import dev.gantry.doc.ScalarNode;
import java.util.List;
import java.util.Set;

/** Shapes of values that come up all over the schema. */
final class SchemaTypes {
    static final Schema ANY = new Schema.Any();
    static final Schema TEXT = value("a string", STRING);
    static final Schema FLAG = value("a boolean or a string", BOOLEAN, STRING);
    static final Schema BOOL = value("a boolean", BOOLEAN);
    static final Schema WHOLE = value("an integer or a string", INTEGER, STRING);
    static final Schema NUMBER = value("a number or a string", INTEGER, FLOAT, STRING);
    static final Schema PLAIN_NUMBER = value("a number", INTEGER, FLOAT);
    static final Schema NOTHING = value("nothing", NULL);
    static final Schema TEXTS = new Items(TEXT, false);
    static final Schema UNIQUE_TEXTS = new Items(TEXT, true);
    static final Schema TEXT_OR_LIST = either(TEXT, UNIQUE_TEXTS);
    static final Schema TEXT_OR_NUMBER = value("a string or a number", STRING, INTEGER, FLOAT);
    static final Schema COMMAND = either(NOTHING, TEXT, TEXTS);
    static final Schema OPTIONS = new Named(NameRule.ANY, TEXT_OR_NUMBER, false);
    static final Schema PAIRS =
            either(
                    new Named(
                            NameRule.SOME,
                            value("a single value", STRING, INTEGER, FLOAT, BOOLEAN, NULL),
                            false),
                    UNIQUE_TEXTS);
    static final Schema HOSTS =
            either(new Named(NameRule.SOME, either(TEXT, TEXTS), false), UNIQUE_TEXTS);
    static final Schema LIMITS =
            new Named(
                    NameRule.LOWER_CASE,
                    either(
                            WHOLE,
                            struct().add(WHOLE, "soft hard").requires("soft", "hard").build()),
                    true);
    static final Schema GRANTS =
            new Items(
                    either(
                            TEXT,
                            struct().add(TEXT, "source target uid gid")
                                    .add(NUMBER, "mode")
                                    .build()),
                    false);
    static final Schema HOOK =
            struct().add(COMMAND, "command")
                    .add(TEXT, "user working_dir")
                    .add(FLAG, "privileged")
                    .add(PAIRS, "environment")
                    .requires("command")
                    .build();

    private SchemaTypes() {}

    static Schema value(String inWords, ScalarNode.Kind... kinds) {
        return new Value(Set.of(kinds), _ -> true, inWords);
    }

    static Schema oneOf(String... texts) {
        List<String> allowed = List.of(texts);
        return new Value(
                Set.of(STRING),
                scalar -> allowed.contains(scalar.text()),
                "one of " + String.join(", ", allowed));
    }

    static Schema between(long least, long most) {
        return new Value(
                Set.of(INTEGER, STRING),
                scalar -> scalar.isString() || within(scalar.text(), least, most),
                "a string, or an integer from "
                        + least
                        + (most == Long.MAX_VALUE ? "" : " to " + most));
    }

    private static boolean within(String text, long least, long most) {
        long value = ValueType.isInteger(text) ? Long.parseLong(text) : Long.MAX_VALUE;
        return least <= value && value <= most;
    }
}
