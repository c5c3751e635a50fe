package dev.gantry.compose;

import dev.gantry.diag.Location;
import dev.gantry.doc.Floats;
import dev.gantry.doc.ScalarNode;
import java.math.BigDecimal;

/** Single values with units, in and out, as Docker Compose reads and prints them. */
final class Units {
    private Units() {}

    /**
     * The value in its printed form.
     *
     * @throws IllegalArgumentException saying in words what is wrong
     */
    static ScalarNode read(ScalarNode scalar, Form.Scalar form) {
        Location at = scalar.location();
        String text = Values.written(scalar);
        return switch (form) {
            case BOOLEAN -> typed(scalar, ValueType.BOOLEAN, ScalarNode.Kind.BOOLEAN);
            case INTEGER -> typed(scalar, ValueType.INTEGER, ScalarNode.Kind.INTEGER);
            case UNSIGNED -> unsigned(scalar);
            case FLOAT -> decimal(scalar);
            case DURATION -> ScalarNode.string(Durations.canonical(text), at);
            case BYTES -> ScalarNode.string(Long.toString(ByteSize.parse(text)), at);
            case FILE_MODE -> ScalarNode.string(fileMode(scalar), at);
            case COUNT ->
                    text.equals("all")
                            ? ScalarNode.integer(-1, at)
                            : typed(scalar, ValueType.INTEGER, ScalarNode.Kind.INTEGER);
            case TEXT, COMMAND, HEALTH_TEST, HOSTS, ULIMIT, SSH, ANY -> ScalarNode.string(text, at);
        };
    }

    private static ScalarNode typed(ScalarNode scalar, ValueType type, ScalarNode.Kind kind) {
        if (scalar.kind() == kind) {
            return scalar;
        }
        if (scalar.kind() == ScalarNode.Kind.FLOAT && kind == ScalarNode.Kind.INTEGER) {
            String plain = new BigDecimal(scalar.text()).toBigInteger().toString();
            return new ScalarNode(kind, plain, scalar.location(), "");
        }
        return type.read(scalar)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "\"" + scalar.text() + "\" is not " + type.inWords()));
    }

    private static ScalarNode unsigned(ScalarNode scalar) {
        if (scalar.isString() || scalar.text().startsWith("-")) {
            throw new IllegalArgumentException(
                    "\"" + scalar.text() + "\" is not a number from 0 on, without quotes");
        }
        return typed(scalar, ValueType.INTEGER, ScalarNode.Kind.INTEGER);
    }

    /** Docker Compose keeps fractions in 32 bits. */
    private static ScalarNode decimal(ScalarNode scalar) {
        try {
            String text = Floats.general(Float.parseFloat(scalar.text()));
            return new ScalarNode(ScalarNode.Kind.FLOAT, text, scalar.location(), "");
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("\"" + scalar.text() + "\" is not a number");
        }
    }

    /** {@code 0440}, whether written in octal or as a number. */
    private static String fileMode(ScalarNode scalar) {
        if (scalar.kind() == ScalarNode.Kind.INTEGER) {
            return "0" + Long.toOctalString(Long.parseLong(scalar.text()));
        }
        try {
            return "0" + Long.toOctalString(Long.parseLong(scalar.text(), 8));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "\"" + scalar.text() + "\" is not a file mode in octal");
        }
    }
}
