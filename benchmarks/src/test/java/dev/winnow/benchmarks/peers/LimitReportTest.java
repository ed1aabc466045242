package dev.winnow.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That a missed bar is said, in the worst cell of its kind and by the median of its rounds. */
class LimitReportTest {

    private static List<Target> missed(double used, double refused, int lost) {
        List<LimitSlot.Part> parts = LimitCell.ofWinnow().stream()
                .flatMap(cell -> {
                    boolean planted = cell.equals(LimitCell.ofWinnow().get(4));
                    LimitSlot.Part fine = new LimitSlot.Part(cell, 0.99, 0.99, 0, 100, 0, 1);
                    LimitSlot.Part worse = new LimitSlot.Part(cell, used, used, refused, 100, lost, 1);
                    return planted ? Stream.of(fine, worse, worse) : Stream.of(fine, fine, fine);
                })
                .toList();
        return new LimitReport(parts, 1)
                .targets().stream().filter(target -> !target.reached()).toList();
    }

    @Test
    void allIsReached() {
        assertThat(LimitCell.ofWinnow()).hasSize(36);
        assertThat(missed(0.98, 0.0009, 0)).isEmpty();
    }

    @Test
    void whatIsNotUsedIsMissed() {
        assertThat(missed(0.979, 0, 0)).singleElement().satisfies(target -> {
            assertThat(target.what()).isEqualTo("quota used, limits configured");
            assertThat(target.measured()).contains("97.9%").endsWith("sliding, tokens");
        });
    }

    @Test
    void whatIsRefusedIsMissed() {
        assertThat(missed(0.99, 0.001, 0))
                .extracting(Target::what)
                .containsExactly("calls answered 429, limits configured");
    }

    @Test
    void whatIsLostIsMissed() {
        assertThat(missed(0.99, 0, 1)).extracting(Target::what).containsExactly("documents lost, limits configured");
    }
}
