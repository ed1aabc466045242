package dev.winnow.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FinishedTest {

    private static final double HUNDREDTH = 0.01;

    private final Finished finished = new Finished();

    @Test
    void theSlowStartAndTheLastCallsAreLeftOut() {
        finished.all(List.of(0.0));
        finished.all(IntStream.range(0, 98).mapToObj(i -> 10 + i / 50.0).toList());
        finished.all(List.of(99.0));

        assertThat(finished.records()).isEqualTo(100);
        assertThat(finished.steady()).isCloseTo(50, within(HUNDREDTH));
    }

    @Test
    void groupsAreCountedWhole() {
        for (int chunk = 1; chunk <= 5; chunk++) {
            finished.all(Collections.nCopies(500, chunk * 2.0));
        }

        assertThat(finished.steady()).isCloseTo(250, within(HUNDREDTH));
    }

    @Test
    void oneGroupHasNoRate() {
        finished.some(7);

        assertThat(finished.steady()).isZero();
    }
}
