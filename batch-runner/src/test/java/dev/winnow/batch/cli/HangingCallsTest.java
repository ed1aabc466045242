package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.simulator.Fault;
import dev.winnow.simulator.Faults;
import dev.winnow.simulator.Latency;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that are never answered, and answers that trickle. */
class HangingCallsTest {

    private static final int DOCUMENTS = 2_000;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @RegisterExtension
    final World world = new World();

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("OkHttp") || name.contains("winnow-") || name.contains("127.0.0.1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void delayOnlyTheirOwnDocumentsAndLeaveNothingBehind() {
        world.receipts(DOCUMENTS);
        Faults faults = Faults.none()
                .with(Fault.SILENT, 0.01)
                .with(Fault.SLOW_BODY, 0.01)
                .withPace(Duration.ofSeconds(1));
        long struck = 0;
        for (int i = 1; i <= DOCUMENTS; i++) {
            struck += faults.striking(World.receipt("Shop %03d".formatted(i))).isPresent() ? 1 : 0;
        }
        assertThat(struck).isCloseTo(DOCUMENTS / 50, within((long) DOCUMENTS / 100));
        world.model(options -> options.withFaults(faults).withLatency(Latency.fixed(Duration.ofMillis(50))));
        world.setting("winnow.timeouts.whole-call", DEADLINE.toSeconds() + "s");
        Set<String> before = threads();

        world.run("--max-in-flight", "64").exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        assertThat(world.sql().count("winnow.model_call WHERE state <> 'ANSWERED' OR failure IS NOT NULL"))
                .isEqualTo(struck);
        assertThat(world.sql().value("""
                        SELECT max(e.ended - s.began) < interval '%d seconds' FROM
                            (SELECT document_id, min(sent_at) AS began FROM winnow.model_call GROUP BY 1) s JOIN
                            (SELECT document_id, reached_at AS ended FROM winnow.extraction) e USING (document_id)"""
                        .formatted(2 * DEADLINE.toSeconds())))
                .isEqualTo("t");
        assertThat(world.simulator().connections()).isZero();
        assertThat(threads()).isEqualTo(before);
    }
}
