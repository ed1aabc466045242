package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Latency;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A model's latency that tells when so many calls have come in. */
final class CallGate implements Latency {

    private static final int MOST_SECONDS = 60;

    private final CountDownLatch calls;
    private final Duration latency;

    CallGate(int calls, Duration latency) {
        this.calls = new CountDownLatch(calls);
        this.latency = latency;
    }

    @Override
    public Duration next() {
        calls.countDown();
        return latency;
    }

    void await() throws InterruptedException {
        assertThat(calls.await(MOST_SECONDS, TimeUnit.SECONDS))
                .as("enough calls")
                .isTrue();
    }
}
