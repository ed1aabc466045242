package dev.winnow.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules of the house for module core. A package's room is the last part of its name. */
final class CoreRules {

    /** The way of a document: a room imports only what stands before it. */
    private static final List<String> WAY = List.of(
            "json",
            "constraint",
            "type",
            "document",
            "schema",
            "tool",
            "prompt",
            "model",
            "journal",
            "validation",
            "outcome",
            "limit",
            "extraction");

    private static final String CORE = "dev.winnow.core";
    private static final String OPENAI = "openai";

    static final ArchRule THE_WAY_RUNS_ONE_WAY = classes()
            .that()
            .resideInAPackage(CORE + "..")
            .should(importOnlyWhatStandsBefore())
            .because("it runs one way: " + WAY + ", and openai beside it behind model");

    static final ArchRule ONLY_OPENAI_KNOWS_THE_SDK = noClasses()
            .that()
            .resideOutsideOfPackage("..openai..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.openai..", "okhttp3..");

    static final ArchRule NO_DATABASE_AND_NO_SPRING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..");

    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching(CORE + ".(**)").should().beFreeOfCycles();

    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().should(resideInANullMarkedPackage());

    private CoreRules() {}

    static List<ArchRule> all() {
        return List.of(
                THE_WAY_RUNS_ONE_WAY,
                ONLY_OPENAI_KNOWS_THE_SDK,
                NO_DATABASE_AND_NO_SPRING,
                NO_PACKAGE_CYCLES,
                EVERY_PACKAGE_IS_NULL_MARKED);
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean mayImport(String from, String to) {
        Set<String> known = Set.copyOf(WAY);
        if (from.equals(OPENAI)) {
            return to.equals(OPENAI) || (known.contains(to) && WAY.indexOf(to) <= WAY.indexOf("model"));
        }
        return known.contains(from) && known.contains(to) && WAY.indexOf(to) <= WAY.indexOf(from);
    }

    private static ArchCondition<JavaClass> importOnlyWhatStandsBefore() {
        return new ArchCondition<>("import only what stands before them") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!WAY.contains(room(type)) && !room(type).equals(OPENAI)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has no place on the way"));
                    return;
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    boolean ours = target.getPackageName().startsWith(CORE);
                    if (ours && !mayImport(room(type), room(target))) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
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
