package dev.gantry.start;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Code as we write it, for {@link LoweringTest} to lower. It describes what it does in words. */
public final class Sample implements Function<Boolean, List<String>> {
    /** Alternatives with guards, a nested pattern and one that is a type of types. */
    sealed interface Shape {
        /** A square. */
        record Square(int side) implements Shape {}

        /** A pair. */
        record Pair(Shape left, @Nullable Shape right) implements Shape {}

        /** Every kind of component. */
        record Everything(
                boolean z, byte b, char c, short s, int i, long j, float f, double d, String text)
                implements Shape {}

        /** In an interface the code of a switch is the interface's. */
        default String name() {
            return switch (this) {
                case Square _ -> "square";
                case Pair _, Everything _ -> "other";
            };
        }
    }

    private static final float NAN = Float.NaN;

    private static Shape everything(int i, float f, double d, String text) {
        return new Shape.Everything(true, (byte) 2, 'c', (short) 4, i, 1L << 40, f, d, text);
    }

    private static String describe(@Nullable Shape shape) {
        return switch (shape) {
            case null -> "none";
            case Shape.Square(int side) when side > 10 -> "large";
            case Shape.Square(int side) when side > 5 -> "middling";
            case Shape.Square _ -> "small";
            case Shape.Pair(Shape.Square left, Shape.Square right) ->
                    "squares " + left.side() + right.side();
            case Shape.Pair(Shape left, Shape right) -> describe(left) + " " + describe(right);
            case Shape.Everything all -> all.text();
        };
    }

    @Override
    public List<String> apply(Boolean ignored) {
        Shape all = everything(5, NAN, -0.0, "x");
        Shape pair = new Shape.Pair(new Shape.Square(1), null);
        return List.of(
                describe(null),
                describe(new Shape.Square(11)),
                describe(new Shape.Square(6)),
                describe(new Shape.Square(1)),
                describe(new Shape.Pair(new Shape.Square(1), new Shape.Square(2))),
                describe(pair),
                describe(new Shape.Pair(all, pair)),
                all.name() + pair.name() + new Shape.Square(1).name(),
                "" + all.equals(everything(5, NAN, -0.0, "x")),
                "" + all.equals(everything(6, NAN, -0.0, "x")),
                "" + all.equals(everything(5, 1, -0.0, "x")),
                "" + all.equals(everything(5, NAN, 0.0, "x")),
                "" + all.equals(everything(5, NAN, -0.0, "y")),
                "" + all.equals(pair),
                "" + pair.equals(new Shape.Pair(new Shape.Square(1), null)),
                "" + pair.equals(new Shape.Pair(new Shape.Square(1), all)),
                "" + all.hashCode(),
                "" + pair.hashCode());
    }
}
