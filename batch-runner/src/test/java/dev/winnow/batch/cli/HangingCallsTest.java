package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Fault;
import dev.winnow.simulator.Faults;
import dev.winnow.simulator.Latency;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that are never answered, and answers that trickle. How late their documents are, benchmarks/kill measures. */
class HangingCallsTest {

    private static final int DOCUMENTS = 500;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Duration MOST = Duration.ofSeconds(30);

    private static final String HUNG = "winnow.model_call WHERE failure LIKE '%timeout%'";
    /** Documents that had their rows only after one of the hanging calls had ended, and not for one of their own. */
    private static final String HELD_UP = """
            winnow.extraction WHERE document_id NOT IN (SELECT document_id FROM %1$s)
            AND reached_at >= (SELECT min(closed_at) FROM %1$s)""".formatted(HUNG);

    @RegisterExtension
    final World world = new World();

    /** Without those of the one pool for the whole JVM that OkHttp keeps, whose threads end a minute after their last work. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.equals("OkHttp TaskRunner"))
                .filter(name -> Stream.of("OkHttp", "winnow-", "127.0.0.1", "HttpClient-")
                        .anyMatch(name::contains))
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
        assertThat(struck).isBetween(4L, 40L);
        world.model(options -> options.withFaults(faults).withLatency(Latency.fixed(Duration.ofMillis(50))));
        world.setting("winnow.timeouts.whole-call", DEADLINE.toSeconds() + "s");
        Set<String> before = threads();

        world.run("--max-in-flight", "64").exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        assertThat(world.sql().count("(SELECT DISTINCT document_id FROM " + HUNG + ") hung"))
                .isEqualTo(struck);
        assertThat(world.sql().count(HELD_UP)).isZero();
        // the other side sees the end of a connection a little later, and a thread its own
        await(() -> world.simulator().connections() == 0, "no connection");
        await(() -> before.containsAll(threads()), "no thread");
    }

    private static void await(BooleanSupplier wanted, String what) {
        long until = System.nanoTime() + MOST.toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(what + " is left; there are " + threads())
                    .isLessThan(until);
            // before Java 21 the thread of the JDK's client ends only after it is collected
            System.gc();
        }
    }
}
