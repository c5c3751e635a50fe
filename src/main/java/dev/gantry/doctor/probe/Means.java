package dev.gantry.doctor.probe;

import dev.gantry.apply.Timekeeper;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What looks with containers need of the program.
 *
 * @param names a new name for something, like no other: 64 hexadecimal digits
 * @param time for those that do not come to an end
 * @param stopped whether the user wants no more of them
 */
public record Means(Supplier<String> names, Timekeeper time, BooleanSupplier stopped) {}
