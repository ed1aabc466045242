package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FallbackLimitTest {

    private static final Duration UNIT = Duration.ofMillis(10);

    /** What the shared limit does: answers after a delay, fails, or never ends. */
    private final class Shared implements SharedLimit {

        private Optional<CompletableFuture<Lease>> answer = Optional.empty();
        private boolean breaks;
        private int asked;

        @Override
        public CompletableFuture<Lease> take(String limit, long units, Duration unit) {
            asked++;
            if (breaks) {
                throw new IllegalStateException("no database");
            }
            return answer.orElseGet(
                    () -> CompletableFuture.completedFuture(new Lease(Duration.ofSeconds(7), units, unit)));
        }

        @Override
        public CompletableFuture<Void> hold(String limit, Duration pause) {
            return breaks
                    ? CompletableFuture.failedFuture(new IllegalStateException("no database"))
                    : CompletableFuture.completedFuture(null);
        }
    }

    private final VirtualTime time = new VirtualTime();
    private final Shared shared = new Shared();
    private final List<Throwable> told = new ArrayList<>();
    private final FallbackLimit limit = new FallbackLimit(shared, new Timeline(time, time, time), told::add);

    private SharedLimit.Lease take() {
        CompletableFuture<SharedLimit.Lease> lease = limit.take("a", 100, UNIT);
        time.pass();
        return lease.join();
    }

    @Test
    void whatIsSharedComesFirst() {
        assertThat(take().delay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(told).isEmpty();
    }

    @Test
    void whileItFailsTheProcessGoesAtItsOwnPaceAndSaysSoOnce() {
        shared.breaks = true;

        assertThat(take().delay()).isZero();
        assertThat(take().delay()).isEqualTo(UNIT.multipliedBy(100));
        assertThat(limit.hold("a", Duration.ofMinutes(1))).isCompleted();

        assertThat(told).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(shared.asked).isEqualTo(1);
    }

    @Test
    void whatDoesNotAnswerSoonHasFailed() {
        shared.answer = Optional.of(new CompletableFuture<>());

        assertThat(take().delay()).isZero();
        assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(told).hasSize(1);
    }

    @Test
    void itIsTriedAgainBesideAndTrustedWhenItAnswers() {
        shared.breaks = true;
        take();
        shared.breaks = false;
        time.after(Duration.ofSeconds(11));
        time.pass();

        assertThat(take().delay()).isZero();
        assertThat(take().delay()).isEqualTo(Duration.ofSeconds(7));
        shared.breaks = true;
        take();
        assertThat(told).hasSize(2);
    }
}
