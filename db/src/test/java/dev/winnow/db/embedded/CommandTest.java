package dev.winnow.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

    private static final Duration AMPLE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void endsWhoeverHoldsTheCommonPool() throws Exception {
        int threads = ForkJoinPool.getCommonPoolParallelism();
        CountDownLatch held = new CountDownLatch(threads);
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < threads; i++) {
            ForkJoinPool.commonPool().execute(() -> {
                held.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        try {
            held.await();
            assertThat(Command.run(directory, AMPLE, List.of("echo", "done"))).isEqualTo(new Command.Result(0, "done"));
        } finally {
            release.countDown();
        }
    }

    @Test
    void endsAProgramThatTakesTooLong() {
        assertThatThrownBy(() -> Command.run(directory, Duration.ofMillis(100), List.of("sleep", "60")))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("sleep did not end within 0 seconds");
    }

    @Test
    void tellsHowAProgramEnded() throws Exception {
        assertThat(Command.run(directory, AMPLE, List.of("false")).exitCode()).isEqualTo(1);
    }
}
