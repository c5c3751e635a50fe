package dev.gantry.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The house: who may use whom, and which library stands behind which door. ARCHITECTURE.md has the
 * same table in words.
 */
class HouseTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.gantry");

    /** Room to the rooms that it may use; {@code cli} may use everything. */
    private static final Map<String, List<String>> MAY_USE =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("diag", List.of()),
                            Map.entry("doc", List.of("diag")),
                            Map.entry("compose", List.of("diag", "doc")),
                            Map.entry("fleet", List.of("diag", "doc", "compose")),
                            Map.entry("secret", List.of("diag", "doc", "compose", "fleet")),
                            Map.entry("check", List.of("diag", "doc", "compose", "fleet")),
                            Map.entry("plan", List.of("diag", "doc", "compose", "fleet")),
                            Map.entry("init", List.of("diag", "doc", "compose", "fleet")),
                            Map.entry("engine", List.of("diag", "doc")),
                            Map.entry(
                                    "apply",
                                    List.of(
                                            "diag",
                                            "doc",
                                            "compose",
                                            "fleet",
                                            "secret",
                                            "plan",
                                            "engine",
                                            "registry",
                                            "build")),
                            Map.entry(
                                    "doctor.diagnosis",
                                    List.of("diag", "doc", "compose", "fleet", "engine")),
                            Map.entry(
                                    "doctor.probe",
                                    List.of("diag", "doc", "engine", "apply", "doctor.diagnosis")),
                            Map.entry(
                                    "smoke",
                                    List.of(
                                            "diag", "doc", "compose", "fleet", "plan", "engine",
                                            "apply")),
                            Map.entry(
                                    "models",
                                    List.of(
                                            "diag", "doc", "compose", "fleet", "plan", "engine",
                                            "apply", "smoke")),
                            Map.entry("registry", List.of("diag", "doc")),
                            Map.entry(
                                    "build",
                                    List.of("diag", "doc", "compose", "fleet", "plan", "engine")),
                            Map.entry("lab", List.of("diag", "doc", "engine")),
                            Map.entry("start", List.of()),
                            Map.entry("server.dispatch", List.of()),
                            Map.entry("server.registry", List.of("diag", "doc")),
                            Map.entry("server.store", List.of("diag", "server.registry")),
                            Map.entry("server.watchdog", List.of("diag", "doc", "server.registry")),
                            Map.entry(
                                    "server.gateway",
                                    List.of("diag", "doc", "server.registry", "server.dispatch")),
                            Map.entry("server.web.ui", List.of())));

    @TestFactory
    Stream<DynamicTest> roomsUseOnlyWhatTheTableAllows() {
        return MAY_USE.entrySet().stream()
                .map(room ->
                        DynamicTest.dynamicTest(
                                room.getKey(), () -> onlyUses(room.getKey(), room.getValue())));
    }

    private static void onlyUses(String room, List<String> allowed) {
        classes()
                .that()
                .resideInAPackage(in(room))
                .should()
                .onlyDependOnClassesThat(outsideTheHouseOrIn(room, allowed))
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    private static DescribedPredicate<JavaClass> outsideTheHouseOrIn(
            String room, List<String> allowed) {
        String[] rooms =
                Stream.concat(Stream.of(room), allowed.stream())
                        .map(HouseTest::in)
                        .toArray(String[]::new);
        return JavaClass.Predicates.resideOutsideOfPackage("dev.gantry..")
                .or(JavaClass.Predicates.resideInAnyPackage(rooms))
                .as("are outside of the house or in %s or %s", room, allowed);
    }

    private static String in(String room) {
        return "dev.gantry." + room + "..";
    }

    /**
     * Same input, same output: no sockets, threads, clocks, randomness, environment or logging in
     * the rooms that decide.
     */
    @Test
    void decidingIsPure() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        in("diag"),
                        in("doc"),
                        in("compose"),
                        in("fleet"),
                        in("check"),
                        in("plan"),
                        in("doctor.diagnosis"),
                        in("init"),
                        in("server.dispatch"),
                        in("server.watchdog"),
                        in("server.web.ui"))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("touch the world", HouseTest::touchesTheWorld))
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(HOUSE);
    }

    private static boolean touchesTheWorld(JavaClass type) {
        String name = type.getFullName();
        return Stream.of(
                        "java.net.Socket",
                        "java.net.ServerSocket",
                        "java.net.http.",
                        "java.nio.channels.",
                        "java.lang.Thread",
                        "java.lang.Process",
                        "java.util.concurrent.",
                        "java.time.Clock",
                        "java.util.Random",
                        "java.util.random.",
                        "java.security.SecureRandom",
                        "java.util.logging.",
                        "java.lang.System$Logger")
                .anyMatch(name::startsWith);
    }

    @TestFactory
    Stream<DynamicTest> eachLibraryStandsBehindOneDoor() {
        return Map.ofEntries(
                        Map.entry("org.snakeyaml..", "doc"),
                        Map.entry("com.google.gson..", "doc"),
                        Map.entry("org.bouncycastle..", "secret"),
                        Map.entry("io.vertx..", "server.web"),
                        Map.entry("io.netty..", "server.web"),
                        Map.entry("io.prometheus..", "server.web"),
                        Map.entry("java.sql..", "server.store"),
                        Map.entry("javax.sql..", "server.store"),
                        Map.entry("com.zaxxer..", "server.store"),
                        Map.entry("org.flywaydb..", "server.store"),
                        Map.entry("org.sqlite..", "server.store"),
                        Map.entry("org.postgresql..", "server.store"),
                        Map.entry("gg.jte..", "server.web.ui"))
                .entrySet()
                .stream()
                .map(library ->
                        DynamicTest.dynamicTest(
                                library.getKey(),
                                () -> onlyUsedIn(library.getKey(), library.getValue())));
    }

    private static void onlyUsedIn(String library, String room) {
        noClasses()
                .that()
                .resideOutsideOfPackage(in(room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(HOUSE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .orShould()
                .haveSimpleNameStartingWith("Base")
                .check(HOUSE);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> marked =
                HOUSE.stream()
                        .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .map(JavaClass::getPackageName)
                        .toList();
        classes()
                .should(
                        new ArchCondition<JavaClass>("be in a null-marked package") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                if (!marked.contains(type.getPackageName())) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    type,
                                                    type.getPackageName()
                                                            + " has no @NullMarked package-info"));
                                }
                            }
                        })
                .check(HOUSE);
    }
}
