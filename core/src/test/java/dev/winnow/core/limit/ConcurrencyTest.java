package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;

    private record Call(long began, long ends, boolean overloaded) {}

    private final Random random = new Random(3);
    private final PriorityQueue<Call> inFlight = new PriorityQueue<>(Comparator.comparingLong(Call::ends));
    private final List<Integer> limits = new ArrayList<>();
    private long now;
    /** More calls at a time it refuses with 503. */
    private int capacity = Integer.MAX_VALUE;

    /** Always as many calls as there may be. */
    private void run(Concurrency concurrency, long duration, IntToLongFunction latency) {
        long end = now + duration;
        while (now < end) {
            while (inFlight.size() < concurrency.limit()) {
                boolean over = inFlight.size() >= capacity;
                long lasts = over ? 20 * MILLISECOND : latency.applyAsLong(inFlight.size() + 1);
                inFlight.add(new Call(now, now + lasts, over));
                concurrency.began(inFlight.size());
            }
            Call call = inFlight.remove();
            now = call.ends();
            if (call.overloaded()) {
                concurrency.overloaded(call.began(), now);
            } else {
                concurrency.replied(now - call.began());
            }
            limits.add(concurrency.limit());
        }
    }

    private long heavyTail() {
        double place = random.nextDouble();
        return MILLISECOND * (place < 0.9 ? 150 : place < 0.98 ? 400 : place < 0.998 ? 1_500 : 4_000);
    }

    @Test
    void growsToTheMaximumWithinAFewRoundTrips() {
        Concurrency concurrency = new Concurrency(512);

        run(concurrency, 6 * 200 * MILLISECOND, calls -> 200 * MILLISECOND);
        assertThat(concurrency.limit()).isEqualTo(512);

        limits.clear();
        run(concurrency, 60 * SECOND, calls -> 200 * MILLISECOND);
        assertThat(limits).containsOnly(512);
    }

    @Test
    void aHeavyTailDoesNotShrinkIt() {
        for (int most : List.of(64, 512)) {
            now = 0;
            inFlight.clear();
            Concurrency concurrency = new Concurrency(most);
            run(concurrency, 10 * SECOND, calls -> heavyTail());

            limits.clear();
            run(concurrency, 300 * SECOND, calls -> heavyTail());

            assertThat(limits).containsOnly(most);
        }
    }

    @Test
    void documentsOfAllSizesDoNotShrinkIt() {
        Concurrency concurrency = new Concurrency(512);

        run(concurrency, 120 * SECOND, calls -> MILLISECOND * (50 + random.nextInt(1_000)));

        assertThat(concurrency.limit()).isEqualTo(512);
    }

    @Test
    void aServerThatIsFasterWithMoreCallsGetsThem() {
        Concurrency concurrency = new Concurrency(512);

        // twice the latency at the maximum, and 250 times what one call at a time would bring
        run(concurrency, 60 * SECOND, calls -> 200 * MILLISECOND + calls * 200 * MILLISECOND / 512);

        assertThat(concurrency.limit()).isEqualTo(512);
    }

    @Test
    void callsThatOnlyQueueUpAreNotAdded() {
        Concurrency concurrency = new Concurrency(512);

        // 64 at a time; more of them wait for each other
        run(concurrency, 60 * SECOND, calls -> 200 * MILLISECOND * Math.max(64, calls) / 64);

        assertThat(concurrency.limit()).isBetween(50, 200);
    }

    @Test
    void callsThatTakeLongerFromNowOnAreNoReasonForFewer() {
        Concurrency concurrency = new Concurrency(64);
        run(concurrency, 10 * SECOND, calls -> 200 * MILLISECOND);

        run(concurrency, 60 * SECOND, calls -> 700 * MILLISECOND);

        assertThat(concurrency.limit()).isEqualTo(64);
    }

    @Test
    void aServerThatBecomesSlowGetsFewer() {
        Concurrency concurrency = new Concurrency(512);
        run(concurrency, 10 * SECOND, calls -> 200 * MILLISECOND);

        run(concurrency, 60 * SECOND, calls -> 200 * MILLISECOND * Math.max(64, calls) / 64);

        assertThat(concurrency.limit()).isBetween(50, 200);
    }

    @Test
    void anOverloadHalvesItAtOnceAndOnlyOnce() {
        Concurrency concurrency = new Concurrency(512);
        run(concurrency, 10 * SECOND, calls -> 200 * MILLISECOND);

        for (int i = 0; i < 100; i++) {
            concurrency.overloaded(now - i, now);
        }
        assertThat(concurrency.limit()).isEqualTo(256);
        concurrency.overloaded(now + 1, now + 1);
        assertThat(concurrency.limit()).isEqualTo(128);
    }

    @Test
    void anOutageIsForgottenSoonAfterItsEnd() {
        Concurrency concurrency = new Concurrency(512);
        run(concurrency, 10 * SECOND, calls -> 200 * MILLISECOND);
        concurrency.overloaded(now, now);

        // the trials of a circuit that is open
        for (int i = 0; i < 30; i++) {
            now += 5 * SECOND;
            concurrency.began(1);
            concurrency.overloaded(now, now + 1);
        }
        inFlight.clear();
        assertThat(concurrency.limit()).isLessThan(32);

        run(concurrency, 10 * SECOND, calls -> 200 * MILLISECOND);
        assertThat(concurrency.limit()).isGreaterThan(400);
    }

    @Test
    void aServerThatIsNotReadyAtFirstGetsAsMany() {
        Concurrency concurrency = new Concurrency(512);
        for (int i = 0; i < 4; i++) {
            concurrency.began(4);
            concurrency.overloaded(i, i + 1);
        }

        run(concurrency, 6 * 200 * MILLISECOND, calls -> 200 * MILLISECOND);

        assertThat(concurrency.limit()).isEqualTo(512);
    }

    @Test
    void itStaysNearWhatTheServerTakesAndSeldomAsksForMore() {
        capacity = 300;
        Concurrency concurrency = new Concurrency(512);
        run(concurrency, 10 * SECOND, calls -> 200 * MILLISECOND);

        limits.clear();
        run(concurrency, 120 * SECOND, calls -> 200 * MILLISECOND);

        assertThat(limits.stream().mapToInt(limit -> limit).average().orElseThrow())
                .isBetween(200.0, 300.0);
    }

    @Test
    void failuresOfSomeCallsAreNoOverload() {
        Concurrency concurrency = new Concurrency(64);
        run(concurrency, 10 * SECOND, calls -> 200 * MILLISECOND);

        for (int i = 0; i < 1_000; i++) {
            if (i % 20 == 0) {
                concurrency.failed(now, now);
            } else {
                concurrency.replied(200 * MILLISECOND);
            }
        }
        assertThat(concurrency.limit()).isEqualTo(64);
    }

    @Test
    void failuresOfManyShrinkIt() {
        Concurrency concurrency = new Concurrency(64);
        run(concurrency, 10 * SECOND, calls -> 200 * MILLISECOND);

        for (int i = 0; i < 40; i++) {
            concurrency.failed(now, now);
        }
        assertThat(concurrency.limit()).isLessThan(50);
    }
}
