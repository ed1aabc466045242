package dev.winnow.simulator.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.winnow.simulator.Simulator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for the simulator, and fails as soon as its planted violation stands beside it. */
class ArchitectureTest {

    private static final String PLANTED = "dev.winnow.simulator.planted.";

    private static final JavaClasses SIMULATOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.winnow.simulator");

    static Stream<ArchRule> rules() {
        return SimulatorRules.all().stream();
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                arguments(SimulatorRules.ROOMS_IMPORT_ONE_WAY, "upward.api.KnowsTheSimulator"),
                arguments(SimulatorRules.ROOMS_IMPORT_ONE_WAY, "sideways.api.KnowsTheServer"),
                arguments(SimulatorRules.ROOMS_IMPORT_ONE_WAY, "stranger.attic.Homeless"),
                arguments(SimulatorRules.ONLY_HTTP_KNOWS_VERTX, "vertx.reply.KnowsVertx"),
                arguments(SimulatorRules.WHAT_USERS_SEE_SHOWS_NOTHING_INTERNAL, "leak.simulator.ShowsAReply"),
                arguments(SimulatorRules.WHAT_USERS_SEE_SHOWS_NOTHING_INTERNAL, "leak.simulator.ShowsVertx"),
                arguments(SimulatorRules.NO_PACKAGE_CYCLES, "cycle.one.Hen"),
                arguments(SimulatorRules.EVERY_PACKAGE_IS_NULL_MARKED, "stranger.attic.Homeless"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleHolds(ArchRule rule) {
        rule.check(SIMULATOR);
    }

    @ParameterizedTest
    @MethodSource("violations")
    void ruleFailsWithThePlantedViolation(ArchRule rule, String planted) {
        String folder = PLANTED + planted.substring(0, planted.indexOf('.'));
        JavaClasses both = new ClassFileImporter()
                .withImportOption(location ->
                        !location.contains("/test-classes/") || location.contains("/" + folder.replace('.', '/') + "/"))
                .importPackages("dev.winnow.simulator");
        assertThat(both).hasSizeGreaterThan(SIMULATOR.size());

        assertThatThrownBy(() -> rule.check(both))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(PLANTED + planted);
    }

    @Test
    void everyRuleHasAViolation() {
        assertThat(violations().map(each -> each.get()[0])).containsAll(SimulatorRules.all());
    }

    @Test
    void theClassesOfTheSimulatorAreReallyLookedAt() {
        assertThat(SIMULATOR.contain(Simulator.class)).isTrue();
        assertThat(SIMULATOR)
                .hasSizeGreaterThan(60)
                .noneMatch(type -> type.getName().endsWith("Test"));
    }
}
