package dev.winnow.benchmarks.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.benchmarks.kill.Findings.Wrong;
import dev.winnow.benchmarks.peers.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That whatever is wrong, or was not measured, is said to be missed. */
class KillReportTest {

    private static final Plan PLAN = new Plan(Path.of("jar"), Path.of("work"), 200, 1, 100, 500, 64, 2, 1);

    private final Findings findings = new Findings();

    private List<String> missed() {
        return new KillReport(PLAN, findings)
                .verdicts().stream()
                        .filter(target -> !target.reached())
                        .map(Target::what)
                        .toList();
    }

    private void measureAll() {
        findings.count(Lane.KILLS, 200);
        findings.count(Lane.KILLS_OF_BOTH, 67);
        Restarts restarts = new Restarts(findings);
        restarts.boughtTwice("run", 100, 112, 112);
        restarts.firstCall("run", 0, TimeUnit.SECONDS.toNanos(10), 0);
        findings.took(Signals.SHORT.stopped(), 1);
        findings.took(Signals.LONG.stopped(), 1);
        findings.took(Hanging.STRUCK, 1);
        for (int i = 0; i < PLAN.hanging(); i++) {
            findings.took(Hanging.ALL, 1);
        }
    }

    @Test
    void allIsReached() {
        measureAll();
        assertThat(missed()).isEmpty();
    }

    @Test
    void whatWasNotMeasuredIsMissed() {
        assertThat(missed()).hasSize(9).noneMatch(what -> what.startsWith("documents lost"));
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void whateverIsWrongIsMissed(Wrong wrong) {
        measureAll();
        findings.wrong(wrong, "planted");
        assertThat(missed()).isNotEmpty();
    }

    @Test
    void oneCallTooManyIsMissed() {
        measureAll();
        new Restarts(findings).boughtTwice("run", 100, 112, 113);
        assertThat(missed()).containsExactly("calls bought twice");
    }

    @Test
    void aFirstCallTooLateIsMissed() {
        measureAll();
        new Restarts(findings).firstCall("run", 0, TimeUnit.SECONDS.toNanos(10) + 1, 0);
        assertThat(missed()).containsExactly("first call after a restart");
    }

    @Test
    void tooFewKillsOfBothAreMissed() {
        measureAll();
        findings.count(Lane.KILLS, 2);
        assertThat(missed()).containsExactly("`kill -9` of the JVM, PostgreSQL killed too");
    }
}
