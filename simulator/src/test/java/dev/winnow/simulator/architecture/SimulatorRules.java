package dev.winnow.simulator.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules of the house for module simulator. A package's room is the last part of its name. */
final class SimulatorRules {

    private static final String ROOT = "dev.winnow.simulator";

    /** What each room may import, beside itself. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "http", Set.of(),
            "api", Set.of(),
            "schema", Set.of("api"),
            "reply", Set.of("api", "http"),
            "simulator", Set.of("api", "http", "schema", "reply"));

    static final ArchRule ROOMS_IMPORT_ONE_WAY =
            classes().that().resideInAPackage(ROOT + "..").should(importOnlyWhatTheyMay());

    static final ArchRule ONLY_HTTP_KNOWS_VERTX = noClasses()
            .that()
            .resideOutsideOfPackage("..http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    static final ArchRule WHAT_USERS_SEE_SHOWS_NOTHING_INTERNAL =
            codeUnits().that().arePublic().or().areProtected().should(showNothingInternal());

    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.winnow.(**)").should().beFreeOfCycles();

    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().should(resideInANullMarkedPackage());

    private SimulatorRules() {}

    static List<ArchRule> all() {
        return List.of(
                ROOMS_IMPORT_ONE_WAY,
                ONLY_HTTP_KNOWS_VERTX,
                WHAT_USERS_SEE_SHOWS_NOTHING_INTERNAL,
                NO_PACKAGE_CYCLES,
                EVERY_PACKAGE_IS_NULL_MARKED);
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(ROOT + ".");
    }

    private static ArchCondition<JavaClass> importOnlyWhatTheyMay() {
        return new ArchCondition<>("import only what they may: " + MAY_IMPORT.keySet()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<String> allowed = MAY_IMPORT.get(room(type));
                if (allowed == null) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no room"));
                    return;
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    boolean stays = room(target).equals(room(type));
                    if (isOurs(target) && !stays && !allowed.contains(room(target))) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaCodeUnit> showNothingInternal() {
        return new ArchCondition<>("show no type of another room and none of Vert.x to users") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                JavaClass owner = unit.getOwner();
                if (!room(owner).equals("simulator") || !isSeen(owner)) {
                    return;
                }
                List<JavaType> shown = new ArrayList<>(unit.getParameterTypes());
                shown.add(unit.getReturnType());
                shown.stream()
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(SimulatorRules::isInternal)
                        .forEach(type -> events.add(
                                SimpleConditionEvent.violated(unit, unit.getFullName() + " shows " + type.getName())));
            }
        };
    }

    private static boolean isSeen(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(SimulatorRules::isSeen).orElse(true);
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith("io.")
                || (isOurs(type) && !room(type).equals("simulator"));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no @NullMarked package"));
                }
            }
        };
    }
}
