package dev.winnow.batch.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The import order of the design, and for each rule a class that breaks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String CORE = "dev.winnow.core..";
    private static final String EXTRACTORS = "dev.winnow.extractors..";
    private static final String DB = "dev.winnow.db..";
    private static final String SIMULATOR = "dev.winnow.simulator..";
    private static final String BATCH = "dev.winnow.batch..";

    private final JavaClasses production = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.winnow");

    private static ArchRule only(String who, String... mayUse) {
        return noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.winnow..").and(not(resideInAnyPackage(mayUse))))
                .as(who + " uses of Winnow only " + String.join(", ", mayUse));
    }

    private static ArchRule within(String owner, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as("only " + owner + " uses " + library);
    }

    private static ArchRule without(String who, String... libraries) {
        return noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .as(who + " does without " + String.join(", ", libraries));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(only(CORE, CORE), "dev.winnow.core.planted"),
                Arguments.of(only(EXTRACTORS, EXTRACTORS, CORE), "dev.winnow.extractors.planted"),
                Arguments.of(only(DB, DB, CORE), "dev.winnow.db.planted.one"),
                Arguments.of(only(SIMULATOR, SIMULATOR), "dev.winnow.simulator.planted"),
                Arguments.of(within(BATCH, "org.springframework.batch.."), "dev.winnow.db.planted.one"),
                Arguments.of(within(BATCH, "org.springframework.boot.."), "dev.winnow.db.planted.one"),
                Arguments.of(within("dev.winnow.core.openai..", "com.openai.."), "dev.winnow.batch.planted"),
                Arguments.of(
                        without(CORE, "org.springframework..", "java.sql..", "javax.sql.."), "dev.winnow.core.planted"),
                Arguments.of(
                        without(EXTRACTORS, "org.springframework..", "java.sql.."), "dev.winnow.extractors.planted"),
                Arguments.of(without(SIMULATOR, "org.springframework..", "java.sql.."), "dev.winnow.simulator.planted"),
                Arguments.of(slices().matching("dev.winnow.(**)").should().beFreeOfCycles(), "dev.winnow.db.planted"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule, String planted) {
        rule.check(production);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isBrokenByThePlantedClass(ArchRule rule, String planted) {
        JavaClasses broken = new ClassFileImporter().importPackages(planted);
        assertThat(rule.evaluate(broken).hasViolation()).isTrue();
    }

    @Test
    void seesEveryModuleAndNoPlantedClass() {
        for (String module : new String[] {CORE, EXTRACTORS, DB, SIMULATOR, BATCH}) {
            assertThat(production.that(resideInAPackage(module))).as(module).isNotEmpty();
        }
        assertThat(production.that(resideInAPackage("..planted.."))).isEmpty();
    }
}
