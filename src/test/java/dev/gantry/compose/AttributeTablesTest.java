package dev.gantry.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The tables that the phases go by speak of the same attributes: what the schema lets through has a
 * type, and no table has a rule for what there is not.
 */
class AttributeTablesTest {
    /** What Docker Compose has no use for, has used up before it prints, or reads as one value. */
    private static final Pattern WITHOUT_TYPE =
            Pattern.compile(
                    "version|include(\\..*)?|.*\\.external\\.name|.*\\.ulimits\\.\\*\\.(soft|hard)"
                            + "|services\\.\\*\\.pull_refresh_after|networks\\.\\*\\.ipam\\.options");

    /** What Docker Compose's types have, and its schema does not let through. */
    private static final Pattern OUT_OF_REACH =
            Pattern.compile(
                    "configs\\.\\*\\.driver(_opts)?|secrets\\.\\*\\.content"
                            + "|.*\\.limits\\.(devices|generic_resources)(\\..*)?|.*\\.reservations\\.pids"
                            + "|services\\.\\*\\.(dockerfile|log_driver|log_opt|net|volume_driver)");

    @Test
    void everyAttributeHasAType() {
        Set<String> missing = attributes();
        missing.removeAll(types());
        assertThat(missing).allMatch(place -> WITHOUT_TYPE.matcher(place).matches());
    }

    @Test
    void everyTypeIsOfAnAttribute() {
        Set<String> surplus = types();
        surplus.removeAll(attributes());
        assertThat(surplus).allMatch(place -> OUT_OF_REACH.matcher(place).matches());
    }

    private static Set<String> attributes() {
        Set<String> found = new TreeSet<>();
        collect(Schemas.COMPOSE, "", found);
        return found;
    }

    private static Set<String> types() {
        Set<String> found = new TreeSet<>();
        collect(Forms.PROJECT, "", found);
        return found;
    }

    @TestFactory
    Stream<DynamicTest> rulesAreAboutAttributes() {
        Map<String, Rules<?>> tables =
                Map.of(
                        "interpolate", Interpolation.TYPES,
                        "merge", Merge.RULES,
                        "unique", Unique.KEYS,
                        "canonical form", Canonical.RULES,
                        "defaults", Defaults.RULES,
                        "checks of values", ValueChecks.CHECKS,
                        "relative paths", RelativePaths.RULES);
        return tables.entrySet().stream()
                .map(table ->
                        DynamicTest.dynamicTest(
                                table.getKey(),
                                () ->
                                        assertThat(table.getValue().places())
                                                .isNotEmpty()
                                                .allMatch(
                                                        place -> has(Schemas.COMPOSE, steps(place)),
                                                        "is in the schema")));
    }

    private static List<String> steps(String place) {
        return new ArrayList<>(List.of(place.split("\\.")));
    }

    private static boolean has(Schema schema, List<String> steps) {
        if (steps.isEmpty()) {
            return true;
        }
        String first = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        return switch (schema) {
            case Schema.Any _ -> true;
            case Schema.Value _ -> false;
            case Schema.Struct struct -> {
                Schema field = struct.fields().get(first);
                yield field != null && has(field, rest);
            }
            case Schema.Named named -> first.equals("*") && has(named.value(), rest);
            case Schema.Items items -> first.equals("*") && has(items.item(), rest);
            case Schema.Either either ->
                    either.alternatives().stream().anyMatch(one -> has(one, steps));
        };
    }

    private static void collect(Schema schema, String path, Set<String> found) {
        switch (schema) {
            case Schema.Any _, Schema.Value _ -> {}
            case Schema.Struct struct ->
                    struct.fields()
                            .forEach((name, field) -> {
                                found.add(path + name);
                                collect(field, path + name + ".", found);
                            });
            case Schema.Named named -> collect(named.value(), path + "*.", found);
            case Schema.Items items -> collect(items.item(), path + "*.", found);
            case Schema.Either either ->
                    either.alternatives().forEach(one -> collect(one, path, found));
        }
    }

    private static void collect(Form form, String path, Set<String> found) {
        switch (form) {
            case Form.Scalar _ -> {}
            case Form.Struct struct ->
                    struct.fields()
                            .forEach((name, field) -> {
                                found.add(path + name);
                                collect(field.form(), path + name + ".", found);
                            });
            case Form.MapOf map -> collect(map.value(), path + "*.", found);
            case Form.ListOf list -> collect(list.item(), path + "*.", found);
        }
    }
}
