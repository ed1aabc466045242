package dev.winnow.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.winnow.core.model.ModelClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for core, and fails as soon as its planted violation stands beside it. */
class ArchitectureTest {

    private static final String PLANTED = "dev.winnow.core.planted.";

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.winnow.core");

    static Stream<ArchRule> rules() {
        return CoreRules.all().stream();
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                arguments(CoreRules.THE_WAY_RUNS_ONE_WAY, "upward.json.ReachesForward"),
                arguments(CoreRules.THE_WAY_RUNS_ONE_WAY, "stranger.attic.Homeless"),
                arguments(CoreRules.THE_WAY_RUNS_ONE_WAY, "wide.openai.ReachesTooFar"),
                arguments(CoreRules.THE_WAY_RUNS_ONE_WAY, "adapter.model.UsesTheAdapter"),
                arguments(CoreRules.ONLY_OPENAI_KNOWS_THE_SDK, "sdk.model.KnowsTheSdk"),
                arguments(CoreRules.ONLY_OPENAI_KNOWS_THE_SDK, "http.model.KnowsOkHttp"),
                arguments(CoreRules.NO_DATABASE_AND_NO_SPRING, "database.model.KnowsJdbc"),
                arguments(CoreRules.NO_DATABASE_AND_NO_SPRING, "database.model.KnowsDataSources"),
                arguments(CoreRules.NO_DATABASE_AND_NO_SPRING, "spring.model.KnowsSpring"),
                arguments(CoreRules.NO_PACKAGE_CYCLES, "cycle.one.Hen"),
                arguments(CoreRules.EVERY_PACKAGE_IS_NULL_MARKED, "unmarked.WithoutPackageInfo"),
                arguments(CoreRules.EVERY_PACKAGE_IS_NULL_MARKED, "marked.WithAnEmptyPackageInfo"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleHolds(ArchRule rule) {
        rule.check(CORE);
    }

    @ParameterizedTest
    @MethodSource("violations")
    void ruleFailsWithThePlantedViolation(ArchRule rule, String planted) {
        String folder = PLANTED + planted.substring(0, planted.indexOf('.'));
        JavaClasses both = new ClassFileImporter()
                .withImportOption(location ->
                        !location.contains("/test-classes/") || location.contains("/" + folder.replace('.', '/') + "/"))
                .importPackages("dev.winnow.core");
        assertThat(both).hasSizeGreaterThan(CORE.size());

        assertThatThrownBy(() -> rule.check(both))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(PLANTED + planted);
    }

    @Test
    void everyRuleHasAViolation() {
        assertThat(violations().map(each -> each.get()[0])).containsAll(CoreRules.all());
    }

    @Test
    void theClassesOfCoreAreReallyLookedAt() {
        assertThat(CORE.contain(ModelClient.class)).isTrue();
        assertThat(CORE).hasSizeGreaterThan(60).noneMatch(type -> type.getName().endsWith("Test"));
    }
}
